"""The next step of a case, and a consent that ends before long, as things that fall due."""

from datetime import timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.cases import due_dates
from amparo.cases.models import Case
from amparo.core import clock
from amparo.people.enums import Answer
from amparo.people.models import Consent
from amparo.people.queries import consent_line

# Long enough before its end to meet her and ask again.
AHEAD = timedelta(days=14)


@due_dates.rule(
    "next_step",
    day="next_step_on",
    what=lambda row: _("Next step"),
    url=lambda row: row.get_absolute_url(),
    detail=lambda row: row.next_step,
)
def _next_steps(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases


def _words(row: Consent) -> str:
    said = consent_line(row, on=clock.today())
    return f"{row.get_purpose_display()} · {said.recipient}"


@due_dates.rule(
    "consent_ends",
    day="expires_on",
    ahead=AHEAD,
    lapses=True,
    what=lambda row: _("A consent ends"),
    url=lambda row: reverse("people:consents", args=[row.person_id]),
    detail=_words,
)
def _ending_consents(cases: QuerySet[Case]) -> QuerySet[Consent]:
    """Those that are in force, each with the latest case in which to ask her again."""
    granted = Consent.objects.filter(answer=Answer.GRANTED, withdrawn_at__isnull=True)
    latest = cases.filter(person=OuterRef("person")).order_by("-opened_on", "-pk").values("pk")
    return (
        granted.filter(person__in=cases.values("person"))
        .select_related("person")
        .annotate(case_id=Subquery(latest[:1]))
    )
