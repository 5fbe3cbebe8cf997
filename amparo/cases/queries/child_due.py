"""What is due because a child stands alone: nobody represents her, or a yes is only an adult's."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.cases import due_dates
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.fields import Sealed
from amparo.people.enums import Answer
from amparo.people.enums.children import AgeSaid, Suspected
from amparo.people.keeping import GROWN_UP
from amparo.people.models import AgeFinding, Assent, Comparison, Consent, Guardian
from amparo.people.queries.age import SURELY, is_treated_as_child

AHEAD = timedelta(days=14)


def _childs_page(row: Any) -> str:
    return reverse("cases:child", args=[getattr(row, "case_id", row.pk)])


@due_dates.rule(
    "child_alone",
    day="alone_since",
    what=lambda row: _("Nobody may represent a child: ask the child protection authority"),
    url=_childs_page,
)
def _alone(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Since her case was opened, her age was doubted, or the last who stood for her ended."""
    today = clock.today()
    ended = _guardians().filter(until__lt=today).order_by("-until").values("until")
    unsafe = _guardians().filter(unsafe_since__isnull=False).order_by("-unsafe_since")
    alone = _dated(cases).exclude(Exists(_standing(today))).annotate(
        alone_since=Greatest(
            F("doubted_on"),
            Coalesce(Subquery(ended[:1]), F("opened_on")),
            Coalesce(Subquery(unsafe.values("unsafe_since")[:1]), F("opened_on")),
            output_field=DateField(),
        )
    )  # fmt: skip
    return _of_children(alone, on=today)


@due_dates.rule(
    "guardian_ends",
    day="until",
    ahead=AHEAD,
    lapses=True,
    what=lambda row: _("Who represents a child does so no longer after this day"),
    url=_childs_page,
)
def _guardians_ending(cases: QuerySet[Case]) -> QuerySet[Guardian]:
    """Each with the latest of her cases in which to see to it."""
    latest = cases.filter(person=OuterRef("person")).order_by("-opened_on", "-pk").values("pk")
    held = Guardian.objects.filter(suspected=Suspected.NO, unsafe_since__isnull=True)
    held = held.filter(
        until__isnull=False, person__in=cases.filter(named_only=True).values("person")
    )
    return held.select_related("person").annotate(case_id=Subquery(latest[:1]))


@due_dates.rule(
    "childs_yes",
    day="doubted_on",
    what=lambda row: _("A yes holds no more: ask her again, with whom represents her"),
    url=lambda row: reverse("people:consents", args=[row.person_id]),
)
def _adults_yes(cases: QuerySet[Case]) -> QuerySet[Case]:
    """A yes of before that nobody gave beside her. It carries nothing until it is asked anew."""
    today = clock.today()
    beside = Assent.objects.filter(says=Answer.GRANTED, guardian__suspected=Suspected.NO)
    live = Consent.objects.filter(
        person=OuterRef("person"), answer=Answer.GRANTED, withdrawn_at__isnull=True
    )
    live = live.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=today))
    live = live.exclude(pk__in=beside.values("consent"))
    return _of_children(_dated(cases).filter(Exists(live)), on=today)


def _guardians() -> QuerySet[Guardian]:
    return Guardian.objects.filter(person=OuterRef("person"))


def _standing(on: date) -> QuerySet[Guardian]:
    """Who may represent her on a day: as `people.policies.children.can_represent` says it."""
    held = _guardians().filter(suspected=Suspected.NO, unsafe_since__isnull=True)
    held = held.filter(Q(since__isnull=True) | Q(since__lte=on))
    return held.filter(Q(until__isnull=True) | Q(until__gte=on))


def _dated(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Files of named people, where children's are, and since when she stands there as one."""
    newest = AgeFinding.objects.filter(person=OuterRef("person")).order_by("-recorded_at")
    found = cases.filter(named_only=True).annotate(
        age_said=Subquery(newest.values("said")[:1]),
        age_found_on=Subquery(newest.values("found_on")[:1]),
    )
    since = Greatest(F("opened_on"), Coalesce(F("age_found_on"), F("opened_on")))
    return found.annotate(doubted_on=since)


def _of_children(cases: QuerySet[Case], *, on: date) -> QuerySet[Case]:
    """Those whose columns alone say that she is a child, and of the few others those opened."""
    young = Q(person__birth_year__gt=on.year - GROWN_UP, age_said__isnull=True)
    plain = Q(age_said=AgeSaid.PRESUMED) | young
    return cases.filter(plain | Q(pk__in=_opened(cases, on)))


def _opened(cases: QuerySet[Case], on: date) -> list[UUID]:
    linked = Comparison.objects.filter(undone_at__isnull=True)
    doubtful = (
        Q(person__birth_year__gt=on.year - SURELY, person__birth_year__lte=on.year - GROWN_UP)
        | Q(person__birth_year__isnull=True) & ~Q(person__birth_date=Sealed())
        | Q(age_said=AgeSaid.ASSESSED)
        | Q(person__in=linked.values("first"))
        | Q(person__in=linked.values("second"))
    )
    found = cases.filter(doubtful).select_related("person__agency")
    return [case.pk for case in found if is_treated_as_child(case.person, on=on)]
