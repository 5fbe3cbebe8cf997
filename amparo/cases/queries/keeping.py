"""What cases say about how long a person is kept: whether one is open, and what was done when."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from amparo.cases.models import Case, Involvement
from amparo.cases.queries import OPEN
from amparo.people import keeping
from amparo.people.enums import CameFrom
from amparo.people.models import Person
from amparo.people.queries.keeping import day_of, logged_days

DATES = ("opened_on", "decided_on", "identified_on", "assisted_on")
# An import writes none of these: what they say was done by somebody, on that day.
WORK = (
    "case_revised",
    "case_status_changed",
    "identification_stored",
    "screening_recorded",
    "event_revised",
    "assistance_corrected",
    "document_added",
    "document_removed",
    "risk_assessed",
    "note_written",
    "letter_issued",
    "safety_plan_kept",
)


@keeping.leaves_out
def _open_or_recent(people: QuerySet[Person], before: date) -> QuerySet[Person]:
    seen = Case.objects.filter(person=OuterRef("pk"))
    return people.exclude(Exists(seen.filter(Q(status__in=OPEN) | Q(opened_on__gt=before))))


@keeping.counts_as_activity
def _work_on_cases(ids: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    cases = Case.objects.filter(person__in=ids)
    for person_id, came_from, recorded_at, *dates in cases.values_list(
        "person_id", "came_from", "recorded_at", *DATES
    ):
        if came_from == CameFrom.INTAKE:
            yield person_id, day_of(recorded_at)
        yield from ((person_id, day) for day in dates if day)
    yield from _events(ids)
    yield from logged_days(ids, WORK)


def _events(ids: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    """The days on which events were recorded, unless they came in with the case they belong to."""
    rows = Involvement.objects.filter(case__person__in=ids).values_list(
        "case__person_id", "case__came_from", "case__recorded_at", "event__recorded_at"
    )
    for person_id, came_from, case_at, event_at in rows:
        if came_from == CameFrom.INTAKE or day_of(event_at) > day_of(case_at):
            yield person_id, day_of(event_at)
