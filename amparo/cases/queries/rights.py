"""How the requests of a person stand: on her case page, and among what falls due."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amparo.cases import due_dates
from amparo.cases.enums.rights import Standing
from amparo.cases.models import Case, RightsRequest
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core import clock
from amparo.core.question import Question

AHEAD = timedelta(days=7)


def requests_of(case: Case) -> list[RightsRequest]:
    found = list(RightsRequest.objects.filter(case=case).select_related("answered_by"))
    for request in found:
        request.case = case
    return found


@due_dates.rule(
    "rights_request",
    day="due_on",
    ahead=AHEAD,
    what=lambda row: _("A request about her data must be answered"),
    url=lambda row: reverse("cases:rights", args=[row.case_id]),
)
def _open(cases: QuerySet[Case]) -> QuerySet[RightsRequest]:
    return RightsRequest.objects.filter(case__in=cases, standing=Standing.OPEN)


_waiting = Question(
    lambda case: RightsRequest.objects.filter(case=case, standing=Standing.OPEN).values_list(
        "due_on", flat=True
    )
)


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part:
    url = reverse("cases:rights", args=[case.pk])
    waiting = _waiting.all(case.pk)
    title = _("What she may ask of us")
    if not waiting:
        return Part(Shelf.RIGHTS, title, url, _("nothing asked"), "neutral")
    words = ngettext(
        "%(number)s request to answer", "%(number)s requests to answer", len(waiting)
    ) % {"number": len(waiting)}
    tone = "urgent" if min(waiting) < clock.today() else "waiting"
    return Part(Shelf.RIGHTS, title, url, words, tone)
