"""What happened to the people of one case or of several."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.audit.recorder import event as log_event
from amparo.cases import policies
from amparo.cases.models import Case, Event, EventPlace, Involvement
from amparo.core import bulk
from amparo.core.changes import ChangedMeanwhile, changed_fields

from .changing import only, saved

EVENT_FACTS = Event.Privacy.sensitive - {"person", "cases"} | {"narrative", "definition_version"}


@transaction.atomic
def record_event(
    *, by: Any, cases: Sequence[Case], places: Iterable[tuple[str, str]] = (), **facts: Any
) -> Event:
    """Record what happened, to one person or to several; sealed under the first one's key."""
    for case in cases:
        policies.can_record(case, by=by).or_refuse()
    only(facts, EVENT_FACTS)
    first = cases[0]
    event = Event(agency_id=first.agency_id, person_id=first.person_id, **facts)
    event.save(force_insert=True)
    Involvement.objects.bulk_create(Involvement(event=event, case=case) for case in cases)
    _place(event, places)
    audit.record("event_recorded", by=by, about=event, fields=facts)
    return event


@transaction.atomic
def record_events(
    *,
    by: Any,
    events: Sequence[Event],
    involvements: Sequence[Involvement],
    places: Sequence[EventPlace] = (),
) -> None:
    """Record many events at once, as an import does."""
    for involvement in involvements:
        policies.can_record(involvement.case, by=by).or_refuse()
    for rows in (events, involvements, places):
        bulk.insert_many(rows)
    audit.record_many([log_event("event_recorded", by=by, about=event) for event in events])


@transaction.atomic
def revise_event(
    *,
    by: Any,
    case: Case,
    event: Event,
    seen_version: int,
    places: Iterable[tuple[str, str]] | None = None,
    **facts: Any,
) -> Event:
    """Change what is known of an event."""
    held = Event.objects.select_for_update().get(pk=event.pk)
    policies.can_record(case, by=by).or_refuse()
    only(facts, EVENT_FACTS)
    changed = changed_fields(held, facts)
    if (changed or places is not None) and held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    if places is not None:
        held.places.all().delete()
        _place(held, places)
        changed = [*changed, "places"]
    return saved(held, changed, facts, "event_revised", by) if changed else held


def _place(event: Event, places: Iterable[tuple[str, str]]) -> None:
    EventPlace.objects.bulk_create(
        EventPlace(event=event, place_code=code, role=role, position=position)
        for position, (code, role) in enumerate(places)
    )
