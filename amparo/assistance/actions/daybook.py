"""The day-book of a shelter: what the next shift must know, its change, and incidents."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.assistance.access import shelter as access
from amparo.assistance.actions.shelter import locked
from amparo.assistance.models import Incident, Presence, Shelter, ShiftChange, ShiftNote, Stay
from amparo.assistance.policies import daybook as policies
from amparo.assistance.policies import shelter as shelters
from amparo.assistance.queries import daybook as queries
from amparo.assistance.queries import shelter as shelters_queries
from amparo.cases import policies as cases
from amparo.core import clock

# What of an incident is words.
WORDS = ("what", "done", "told")


@transaction.atomic
def write_note(*, by: Any, shelter: Shelter, text: str, stay: Stay | None = None) -> ShiftNote:
    """Something that the next shift must know; it stays on the list until it is ticked off."""
    _by_the_house(shelter, by)
    _says_whom_it_names([text], shelter, [stay])
    facts = {"text": text, "written_by": by, "written_at": clock.now()}
    note = ShiftNote(**_about(shelter, stay), **facts)
    note.save(force_insert=True)
    audit.record("shift_note_written", by=by, about=note, fields=["text"])
    return note


@transaction.atomic
def tick_off(*, by: Any, note: ShiftNote) -> ShiftNote:
    held = ShiftNote.objects.select_for_update().get(pk=note.pk)
    _by_the_house(held.shelter, by)
    policies.can_tick_off(done=held.done_at is not None).or_refuse()
    held.done_by, held.done_at = by, clock.now()
    held.save(update_fields=["done_by", "done_at"])
    audit.record("shift_note_ticked", by=by, about=held)
    return held


@transaction.atomic
def hand_over_shift(*, by: Any, shelter: Shelter) -> ShiftChange:
    """The shift ends: what is open goes to whoever takes it on."""
    held = locked(shelter)
    _by_the_house(held, by)
    policies.can_hand_over_shift(waiting=queries.waiting_change(held) is not None).or_refuse()
    change = ShiftChange(
        shelter=held,
        given_by=by,
        given_at=clock.now(),
        open_notes=len(queries.open_notes(held)),
        guests=queries.in_house(held),
    )
    change.save(force_insert=True)
    detail = {"open_notes": change.open_notes}
    audit.record("shift_handed_over", by=by, about=change, detail=detail)
    return change


@transaction.atomic
def take_on_shift(*, by: Any, change: ShiftChange) -> ShiftChange:
    """She has read what is open, and the house is hers."""
    held = ShiftChange.objects.select_for_update().get(pk=change.pk)
    _by_the_house(held.shelter, by)
    taken = held.taken_at is not None
    policies.can_take_on(given_by=held.given_by_id, by=by, taken=taken).or_refuse()
    held.taken_by, held.taken_at = by, clock.now()
    held.save(update_fields=["taken_by", "taken_at"])
    audit.record("shift_taken_on", by=by, about=held)
    return held


@transaction.atomic
def report(
    *,
    by: Any,
    shelter: Shelter,
    happened_at: datetime,
    stay: Stay | None = None,
    present: Iterable[Stay] = (),
    follow_up_on: date | None = None,
    **facts: Any,
) -> Incident:
    """Write down what happened. If it was about somebody who endangers her, her risk is due."""
    _by_the_house(shelter, by)
    policies.can_report(follow_up_on=follow_up_on, today=clock.today()).or_refuse()
    others = {each.pk: each for each in present if stay is None or each.pk != stay.pk}
    said = [str(facts.get(name, "")) for name in WORDS]
    _says_whom_it_names(said, shelter, [stay, *others.values()])
    incident = Incident(
        **_about(shelter, stay),
        happened_at=happened_at,
        follow_up_on=follow_up_on,
        recorded_by=by,
        recorded_at=clock.now(),
        **facts,
    )
    incident.save(force_insert=True)
    for each in others.values():
        Presence(incident=incident, stay=each).save(force_insert=True)
    detail = {"kind": str(incident.kind), "severity": str(incident.severity)}
    audit.record("incident_reported", by=by, about=incident, detail=detail)
    return incident


@transaction.atomic
def follow_up(*, by: Any, incident: Incident) -> Incident:
    """What was to be done is done: said by the house, or by the team of whom it was about."""
    held = Incident.objects.select_related("stay__case", "shelter").get(pk=incident.pk)
    done = held.followed_up_at is not None
    policies.can_follow_up(due_on=held.follow_up_on, done=done).or_refuse()
    case = held.stay.case if held.stay is not None else None
    # Whoever has the case today has no say in a house of who had it before.
    if (
        case is None
        or case.agency_id != held.shelter.agency_id
        or not cases.can_record(case, by=by)
    ):
        _by_the_house(held.shelter, by)
    held.followed_up_at, held.followed_up_by = clock.now(), by
    held.save(update_fields=["followed_up_at", "followed_up_by"])
    audit.record("incident_followed_up", by=by, about=held)
    return held


def _about(shelter: Shelter, stay: Stay | None) -> dict[str, Any]:
    """Under her key if it is about somebody, else under the key of the house."""
    under = shelter.pk if stay is None else stay.case.person_id
    return {"shelter": shelter, "stay": stay, "sealed_under": under}


def _says_whom_it_names(words: list[str], shelter: Shelter, about: list[Stay | None]) -> None:
    linked = [stay.short_name for stay in about if stay is not None]
    in_the_house = [guest.short_name for guest in shelters_queries.guests(shelter)]
    policies.says_whom_it_names(words, linked=linked, in_the_house=in_the_house).or_refuse()


def _by_the_house(shelter: Shelter, by: Any) -> None:
    shelters.can_work(shelter, by=by, on_staff=access.is_on_staff(by, shelter)).or_refuse()
