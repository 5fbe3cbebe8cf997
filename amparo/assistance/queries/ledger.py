"""Reads of the ledger, and the part of it that the case page shows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from amparo.agencies.models import Agency
from amparo.assistance.models import Assistance, AssistanceProject, KeptCost
from amparo.cases.blocks import Fact, fills
from amparo.cases.models import Case
from amparo.cases.sections import Section, case_section
from amparo.core.question import Question
from amparo.people import keeping
from amparo.people.enums import Block, CameFrom
from amparo.people.queries.keeping import day_of
from amparo.projects.models import Project
from amparo.taxonomy import codes

LATEST = 5
HEALTH = ("Health", "MedicalCare", "PsychologicalCare")


def projects_of(entry: Assistance) -> list[Project]:
    """In which projects a service was given."""
    ids = entry.in_projects.values("project")
    return list(Project.objects.filter(pk__in=ids).order_by("code"))


def given(
    *, first: date | None, last: date, agency: Agency | None = None, project: Project | None = None
) -> QuerySet[Assistance]:
    """What was given between two days, or until one, and still stands."""
    found = Assistance.objects.filter(corrected_by__isnull=True, given_on__lte=last)
    if first is not None:
        found = found.filter(given_on__gte=first)
    if agency is not None:
        found = found.filter(agency=agency)
    if project is not None:
        found = found.filter(in_projects__project=project)
    return found.order_by()


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
    projects: list[str] = field(default_factory=list)


def _of(case: UUID) -> QuerySet[Assistance]:
    found = Assistance.objects.filter(case=case).select_related("corrected_by")
    return found.order_by("-given_on", "-recorded_at")


_latest = Question(lambda case: _of(case)[: LATEST + 1])


def ledger(case: Case) -> list[Line]:
    """Every entry, the latest first; corrected ones stay and say so."""
    codes_of = _project_codes(case)
    lines = _lines(case, _of(case.pk))
    return [replace(line, projects=codes_of[line.entry.pk]) for line in lines]


def _project_codes(case: Case) -> dict[UUID, list[str]]:
    rows = AssistanceProject.objects.filter(assistance__case=case).order_by("project__code")
    found: dict[UUID, list[str]] = defaultdict(list)
    for entry, code in rows.values_list("assistance", "project__code"):
        found[entry].append(code)
    return found


def _lines(case: Case, entries: Iterable[Assistance]) -> list[Line]:
    lines = []
    for entry in entries:
        # The case that is open already, so that its key is fetched once.
        entry.case = case
        lines.append(Line(entry, codes.label("service", entry.service), entry.stands))
    return lines


def totals(case: Case) -> list[Total]:
    """What was spent, currency by currency: sums of different money are never added up."""
    standing = case.assistance.filter(corrected_by__isnull=True, cost__isnull=False)
    rows = standing.values("currency").annotate(cost=Sum("cost"), entries=Count("id"))
    return [Total(**row) for row in rows.order_by("currency")]


@dataclass(frozen=True)
class Spent:
    """What an agency spent in a month on one service, from one funder; of nobody in particular."""

    month: date | None
    service: str
    currency: str
    funder: str


def spent(agency: Agency) -> dict[Spent, Total]:
    """What an agency's ledger adds up to, what was spent on people since erased included."""
    standing = Assistance.objects.filter(agency=agency, corrected_by__isnull=True)
    by_month = standing.annotate(month=TruncMonth("given_on"))
    kept = KeptCost.objects.filter(agency=agency)
    words = ("month", "service", "currency", "funder")
    rows = [
        *by_month.order_by().values_list(*words).annotate(Sum("cost"), Count("id")),
        *kept.order_by().values_list(*words).annotate(Sum("cost"), Sum("entries")),
    ]
    found: dict[Spent, Total] = {}
    for *key, cost, entries in rows:
        at = Spent(*key)
        before = found.get(at, Total(at.currency, Decimal(0), 0))
        found[at] = Total(at.currency, before.cost + (cost or 0), before.entries + entries)
    return found


@keeping.counts_as_activity
def _assistance(ids: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    """Help that was given, and entries written after the case itself came in."""
    rows = Assistance.objects.filter(person__in=ids).values_list(
        "person_id", "given_on", "recorded_at", "case__recorded_at", "case__came_from"
    )
    for person_id, given_on, recorded_at, case_at, came_from in rows:
        if given_on:
            yield person_id, given_on
        if came_from == CameFrom.INTAKE or day_of(recorded_at) > day_of(case_at):
            yield person_id, day_of(recorded_at)


@fills(Block.HEALTH)
def _health(case: Case) -> list[Fact]:
    """Care that was given, without who gave it, what it cost or what was noted."""
    entries = case.assistance.filter(service__in=HEALTH, corrected_by__isnull=True)
    rows = entries.order_by("given_on").values_list("service", "given_on")
    return [Fact(codes.label("service", service), day or "—") for service, day in rows]


@case_section
def _on_the_case_page(member: Any, case: Case) -> Section:
    lines = _lines(case, _latest.all(case.pk))
    sums = totals(case) if lines else []
    context = {"lines": lines[:LATEST], "more": len(lines) > LATEST, "totals": sums}
    return Section("assistance/_section.html", "assistance/_print.html", context)
