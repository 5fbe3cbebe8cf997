"""Reads of the ledger, and the part of it that the case page shows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from amparo.assistance.models import Assistance
from amparo.cases.models import Case
from amparo.cases.sections import Section, case_section
from amparo.taxonomy import codes

LATEST = 5


@dataclass(frozen=True)
class Total:
    currency: str
    cost: Decimal
    entries: int


@dataclass(frozen=True)
class Line:
    """An entry as a page shows it: the service in words, and whether it still stands."""

    entry: Assistance
    service: str
    stands: bool


def ledger(case: Case, *, limit: int | None = None) -> list[Line]:
    """Every entry, the latest first; corrected ones stay and say so."""
    found = case.assistance.select_related("corrected_by").order_by("-given_on", "-recorded_at")
    return [
        Line(entry, codes.label("service", entry.service), entry.stands)
        for entry in (found[:limit] if limit else found)
    ]


def totals(case: Case) -> list[Total]:
    """What was spent, currency by currency: sums of different money are never added up."""
    standing = case.assistance.filter(corrected_by__isnull=True, cost__isnull=False)
    rows = standing.values("currency").annotate(cost=Sum("cost"), entries=Count("id"))
    return [Total(**row) for row in rows.order_by("currency")]


@case_section
def _on_the_case_page(member: Any, case: Case) -> Section:
    lines = ledger(case, limit=LATEST + 1)
    context = {"lines": lines[:LATEST], "more": len(lines) > LATEST, "totals": totals(case)}
    return Section("assistance/_section.html", "assistance/_print.html", context)
