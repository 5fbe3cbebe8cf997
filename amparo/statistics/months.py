"""Who was helped between two days: people, each once, in one project or in several."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from amparo.agencies.models import Agency
from amparo.assistance.queries import given
from amparo.cases.enums.closing import ClosingState
from amparo.cases.models import Case, Closing, Reopening
from amparo.people.queries import agreeing, same
from amparo.projects.models import Project
from amparo.referrals.queries.holding import Spell, held_by, spells

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Census:
    """Whose records may be counted as of a day, and which of them are about one person."""

    agreed: set[UUID]
    under: dict[UUID, UUID]

    @classmethod
    def of(cls, as_of: date) -> "Census":
        return cls(agreeing(on=as_of), same.roots())

    def once(self, people: Iterable[UUID]) -> set[UUID]:
        return {self.under.get(each, each) for each in people if each in self.agreed}


@dataclass(frozen=True)
class Days:
    """Between which days, both included; of which agency and project, or of all."""

    first: date
    last: date
    agency: Agency | None = None
    project: Project | None = None


def served(census: Census, days: Days) -> set[UUID]:
    """People with a service in these days."""
    found = given(first=days.first, last=days.last, agency=days.agency, project=days.project)
    return census.once(found.values_list("person_id", flat=True))


def services(census: Census, days: Days) -> int:
    """Services given to people who may be counted."""
    found = given(first=days.first, last=days.last, agency=days.agency, project=days.project)
    return sum(each in census.agreed for each in found.values_list("person_id", flat=True))


@dataclass(frozen=True)
class ByProject:
    """So many people in each project, and so many together: one in two counts once."""

    each: list[tuple[Project, int]]
    total: int


def by_project(census: Census, days: Days, projects: Iterable[Project]) -> ByProject:
    held = [
        (one, served(census, Days(days.first, days.last, days.agency, one))) for one in projects
    ]
    together = set().union(*(people for _one, people in held))
    return ByProject([(one, len(people)) for one, people in held], len(together))


@dataclass(frozen=True)
class Course:
    """How work stood with people in these days."""

    new: set[UUID]
    continuing: set[UUID]
    closed: set[UUID]


@dataclass
class _Person:
    began: date
    at_work: bool = False
    closed: bool = False
    open_after: bool = False


def course(census: Census, days: Days) -> Course:
    """New: her first case was opened in these days. Continuing: work with her had begun before and
    was open in them. Closed: a case was closed in them, and none of hers was open afterwards."""
    people: dict[UUID, _Person] = {}
    cases = list(_cases(days))
    turns = _turns([case.pk for case in cases], until=days.last)
    theirs = spells(days.agency) if days.agency is not None else {}
    for case in cases:
        if case.person_id not in census.agreed:
            continue
        turned = _of_theirs(turns[case.pk], theirs.get(case.pk))
        root = census.under.get(case.person_id, case.person_id)
        her = people.setdefault(root, _Person(began=case.opened_on))
        her.began = min(her.began, case.opened_on)
        _add(her, case, turned, days)
    return Course(
        new={root for root, her in people.items() if her.began >= days.first},
        continuing={r for r, her in people.items() if her.began < days.first and her.at_work},
        closed={root for root, her in people.items() if her.closed and not her.open_after},
    )


def _of_theirs(turns: list[tuple[date, bool]], held: list[Spell] | None) -> list:
    """Without what another agency closed or took up after a transfer."""
    if held is None:
        return turns
    last = held[-1][1]
    return [(on, opens) for on, opens in turns if last is None or on <= last]


def _add(her: _Person, case: Case, turns: list[tuple[date, bool]], days: Days) -> None:
    # A case of a register that came in closed says no day on which it was.
    always_shut = not turns and not case.is_open and case.opened_on < days.first
    before = case.opened_on < days.first and not always_shut
    for on, opens in turns:
        if on < days.first:
            before = opens
    within = [opens for on, opens in turns if on >= days.first]
    her.at_work |= before or case.opened_on >= days.first or any(within)
    her.closed |= False in within
    after = within[-1] if within else before or case.opened_on >= days.first
    her.open_after |= after


def _cases(days: Days) -> QuerySet[Case]:
    cases = Case.objects.filter(opened_on__lte=days.last)
    if days.agency is not None:
        cases = cases.filter(held_by(days.agency, first=days.first, last=days.last))
    if days.project is not None:
        found = given(first=None, last=days.last, agency=days.agency, project=days.project)
        cases = cases.filter(pk__in=found.values("case"))
    return cases.only("pk", "person_id", "opened_on", "status")


def _turns(ids: list[UUID], *, until: date) -> dict[UUID, list[tuple[date, bool]]]:
    """Each closing (False) and reopening (True) of these cases, as they came."""
    found: dict[UUID, list] = defaultdict(list)
    shut = Closing.objects.filter(
        case__in=ids, state=ClosingState.APPROVED, answered_on__lte=until
    ).values_list("case", "recorded_at", "answered_on")
    again = Reopening.objects.filter(case__in=ids, reopened_on__lte=until).values_list(
        "case", "recorded_at", "reopened_on"
    )
    for rows, opens in ((shut, False), (again, True)):
        for case, at, on in rows:
            found[case].append((at, on, opens))
    return defaultdict(
        list,
        {case: [(on, opens) for _at, on, opens in sorted(held)] for case, held in found.items()},
    )
