"""Reads for the pages of cases."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from amparo.cases.models import Case, Label

PAGE = 25


@dataclass(frozen=True)
class Line:
    """A case as the caseload shows it: number, next step, and the member's own label."""

    case: Case
    label: str


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    after: str


def caseload(cases: QuerySet[Case], *, member: Any, after: str = "", size: int = PAGE) -> Page:
    """One page of a caseload, newest first, from where the last page ended."""
    wanted = cases.select_related("person").order_by("-opened_on", "-id")
    if mark := _mark(after):
        opened_on, case_id = mark
        wanted = wanted.filter(opened_on__lte=opened_on).exclude(
            opened_on=opened_on, id__gte=case_id
        )
    found = list(wanted[: size + 1])
    labels = {
        label.case_id: label
        for label in Label.objects.filter(member=member, case__in=[c.pk for c in found[:size]])
    }
    lines = []
    for case in found[:size]:
        label = labels.get(case.pk)
        if label is not None:
            label.case = case
        lines.append(Line(case, label.text if label else ""))
    more = len(found) > size
    return Page(lines, f"{found[size - 1].opened_on}_{found[size - 1].pk}" if more else "")


def _mark(after: str) -> tuple[date, str] | None:
    from uuid import UUID

    opened_on, _, case_id = after.partition("_")
    try:
        return date.fromisoformat(opened_on), str(UUID(case_id))
    except ValueError:
        return None


def label_of(case: Case, *, member: Any) -> str:
    label = Label.objects.filter(case=case, member=member).first()
    return label.text if label else ""
