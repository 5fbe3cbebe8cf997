"""What was written down to prepare a return: newest first, each with the case it belongs to."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.justice import JusticeKind
from amparo.cases import due_dates
from amparo.cases.access import conflicts
from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys import procedures
from amparo.journeys.access import journey as access
from amparo.journeys.enums import Side
from amparo.journeys.models import (
    ChangeOfMind,
    DecisionInterview,
    Escort,
    FitToTravel,
    HostAssessment,
    Journey,
    ReturnAssessment,
    TravelBan,
    TravelPaper,
    TravelPlan,
)
from amparo.journeys.policies.gates import bans_travel
from amparo.journeys.procedures import Procedure, Row
from amparo.people import keeping
from amparo.people.policies import relations as around_policies
from amparo.people.queries import relations, same
from amparo.people.queries.keeping import logged_days

MOST = 500
# What is work on her, for how long her record is kept.
WORK = (
    "return_interview_kept",
    "return_assessed",
    "return_host_assessed",
    "travel_paper_kept",
    "itinerary_kept",
    "relative_kept",
    "relative_asked",
    "relative_paper_kept",
)


def of(journey: Journey, rows: QuerySet) -> list[Any]:
    """With the journey that is open already, so that her key is fetched once."""
    found = list(rows)
    for row in found:
        row.journey = journey
    return found


def interviews(journey: Journey) -> list[DecisionInterview]:
    return of(journey, journey.interviews.select_related("recorded_by"))


def changes_of_mind(journey: Journey) -> list[ChangeOfMind]:
    return of(journey, journey.changes_of_mind.select_related("recorded_by"))


def assessments(journey: Journey) -> list[ReturnAssessment]:
    return of(journey, journey.assessments.select_related("recorded_by"))


def host_assessments(journey: Journey) -> list[HostAssessment]:
    return of(journey, journey.host_assessments.select_related("recorded_by", "document"))


def fitness(journey: Journey) -> list[FitToTravel]:
    return of(journey, journey.fitness.select_related("recorded_by"))


def escorts(journey: Journey) -> list[Escort]:
    """Each with whether its name may travel with her still: she may fear it since it was
    cleared."""
    found = of(journey, journey.escorts.filter(taken_off_at__isnull=True))
    around = relations.dangers(journey.case.person) if found else []
    for each in found:
        each.feared = around_policies.may_receive(around_policies.conflicts(around, each.name))
    return found


def escort_of(journey: Journey, escort_id: Any) -> Escort | None:
    return next((each for each in escorts(journey) if each.pk == escort_id), None)


def plan(journey: Journey) -> TravelPlan | None:
    return next(iter(of(journey, TravelPlan.objects.filter(journey=journey))), None)


def bans(case: Case) -> list[TravelBan]:
    found = list(case.travel_bans.select_related("recorded_by"))
    for ban in found:
        ban.case = case
    return found


def bans_on_her(case: Case) -> list[TravelBan]:
    """Those of every file that is about her: a measure holds her, whichever of them says so."""
    hers = [each.pk for each in same.together(case.person)]
    return list(TravelBan.objects.filter(case__person__in=hers))


def is_held_elsewhere(case: Case, *, on: date) -> bool:
    """Whether another file that is about her says that she may not leave."""
    others = (each for each in bans_on_her(case) if each.case_id != case.pk)
    return any(bans_travel(each, on=on) for each in others)


def ban_of(case: Case, ban_id: Any) -> TravelBan | None:
    return next((each for each in bans(case) if each.pk == ban_id), None)


def procedure(journey: Journey, held: TravelPlan | None) -> Procedure:
    """The version by which it was begun; before the first thing is written down, the newest."""
    begun = procedures.get(held.procedure) if held else None
    return begun or procedures.of_country(journey.country)


def papers(journey: Journey, rows: list[Row]) -> list[TravelPaper]:
    """The checklist: a line for each paper that the procedure asks for, kept or still missing."""
    held = {each.code: each for each in of(journey, journey.papers.select_related("document"))}
    found = []
    for row in rows:
        paper = held.get(row.code) or TravelPaper(journey=journey, code=row.code, version=0)
        paper.label, paper.expires, paper.verify = row.label, row.expires, row.verify
        found.append(paper)
    return found


@keeping.counts_as_activity
def _work_on_a_return(ids: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    yield from logged_days(ids, WORK)


def measures_in_force(case: Case, *, on: date) -> int:
    """Protection measures of whom nobody said yet here whether they forbid that she leaves."""
    child = case.child_measures.filter(since__lte=on)
    standing = child.filter(Q(until__isnull=True) | Q(until__gte=on)).count()
    dates = case.justice_dates.filter(kind=JusticeKind.MEASURE, is_settled=False, day__gte=on)
    return standing + dates.count()


@due_dates.rule(
    "travel_ban",
    day="until",
    ahead=timedelta(days=7),
    lapses=True,
    what=lambda row: _("A measure that forbids leaving ends"),
    url=lambda row: reverse("journeys:bans", args=[row.case_id]),
)
def _bans_that_end(cases: QuerySet[Case]) -> QuerySet[TravelBan]:
    return TravelBan.objects.filter(case__in=cases, until__isnull=False, lifted_on__isnull=True)


def begun_here(member: Any) -> list[Journey]:
    """Of the cases that open to her; without those in which somebody of a name like hers is
    feared. First those in which a word is late, whoever owes it."""
    rows = access.visible_journeys(member).filter(side=Side.SENDING)
    found = list(rows.prefetch_related("awaited").order_by("-begun_at", "-id")[:MOST])
    today = clock.today()
    found.sort(key=lambda each: not any(word.late_from <= today for word in each.awaited.all()))
    kept = conflicts.in_conflict([each.case for each in found], member)
    return [each for each in found if each.case_id not in kept]
