"""How a case ended and was taken up again, and what waits for a second person."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.roles import Permission
from amparo.cases import due_dates
from amparo.cases.enums.closing import ClosingState
from amparo.cases.models import Case, Closing, Reopening
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core.question import Question


def waiting(case: Case) -> Closing | None:
    found = Closing.objects.filter(case=case, state=ClosingState.ASKED)
    closing = found.select_related("asked_by").first()
    if closing is not None:
        closing.case = case
    return closing


def trail(case: Case) -> list[Closing | Reopening]:
    """Every closing and reopening, the newest first."""
    closings = Closing.objects.filter(case=case).select_related("asked_by", "answered_by")
    again = Reopening.objects.filter(case=case).select_related("reopened_by")
    found: list[Closing | Reopening] = [*closings, *again]
    for each in found:
        each.case = case
    return sorted(found, key=lambda each: each.recorded_at, reverse=True)


_asked = Question(
    lambda case: Closing.objects.filter(case=case, state=ClosingState.ASKED).values_list("pk")
)


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part:
    url = reverse("cases:closing", args=[case.pk])
    if not case.is_open:
        return Part(Shelf.HELP, _("Closing and reopening"), url, _("closed"), "stopped")
    if _asked.first(case.pk):
        return Part(Shelf.HELP, _("Closing and reopening"), url, _("waits for approval"), "waiting")
    return Part(Shelf.HELP, _("Closing and reopening"), url)


def _whoever_may_approve(rows: QuerySet[Closing], member: Any) -> QuerySet[Closing]:
    return rows.exclude(asked_by=member) if member.may(Permission.APPROVE_WORK) else rows.none()


@due_dates.rule(
    "closing_waits",
    day="asked_on",
    what=lambda row: _("A closing waits for your approval"),
    url=lambda row: reverse("cases:closing", args=[row.case_id]),
    concerning=_whoever_may_approve,
)
def _waiting(cases: QuerySet[Case]) -> QuerySet[Closing]:
    return Closing.objects.filter(case__in=cases, state=ClosingState.ASKED)
