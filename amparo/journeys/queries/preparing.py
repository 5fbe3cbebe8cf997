"""What was written down to prepare a return: newest first, each with the case it belongs to."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from amparo.cases.models import Case
from amparo.journeys import procedures
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
from amparo.journeys.procedures import Procedure, Row
from amparo.people import keeping
from amparo.people.queries.keeping import logged_days

# What is work on her, for how long her record is kept.
WORK = (
    "return_interview_kept",
    "return_assessed",
    "return_host_assessed",
    "travel_paper_kept",
    "itinerary_kept",
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
    return of(journey, journey.escorts.filter(taken_off_at__isnull=True))


def escort_of(journey: Journey, escort_id: Any) -> Escort | None:
    return next((each for each in escorts(journey) if each.pk == escort_id), None)


def plan(journey: Journey) -> TravelPlan | None:
    return next(iter(of(journey, TravelPlan.objects.filter(journey=journey))), None)


def bans(case: Case) -> list[TravelBan]:
    found = list(case.travel_bans.select_related("recorded_by"))
    for ban in found:
        ban.case = case
    return found


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
