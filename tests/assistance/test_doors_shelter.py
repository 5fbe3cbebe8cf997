"""The doors of a shelter, asked themselves: who gets what, and what the log says of it."""

from uuid import uuid4

import pytest
from django.http import Http404

from amparo.assistance.access import shelter as access
from amparo.assistance.actions import daybook
from amparo.assistance.actions import shelter as houses
from amparo.assistance.actions import stay as stays
from amparo.core import clock
from tests.assistance.test_shelter import build, enter, someone
from tests.doors import is_read_with
from tests.helpers import as_if, audit_events


def gone(door, *asked, **more):
    with pytest.raises(Http404):
        door(*asked, **more)


def test_each_door_opens_to_whom_it_is_for(town):
    build(town)
    house, nora, alba = town.house, town.nora, town.alba
    other = houses.found_shelter(by=alba, agency=town.casa_luz, name="Otra")
    nobody_s = [town.ana, alba, town.fina, town.bruno, town.celia]
    assert list(access.worked_in(nora)) == [house]
    assert [list(access.worked_in(one)) for one in nobody_s] == [[]] * 5
    assert set(access.kept(alba)) == {house, other}
    assert [list(access.kept(one)) for one in (nora, town.ana, town.fina, town.celia)] == [[]] * 4
    assert access.is_on_staff(nora, house)
    assert not access.is_on_staff(nora, other)
    assert not access.is_on_staff(town.ana, house)
    assert access.get_kept_or_404(alba, house.pk) == house
    for found in (
        access.get_kept_or_404(alba, house.pk),
        access.open_shelter(nora, house.pk, page="tonight"),
    ):
        assert is_read_with(found, "agency")
    gone(access.get_kept_or_404, alba, uuid4())
    gone(access.get_kept_or_404, nora, house.pk)

    assert access.open_shelter(nora, house.pk, page="tonight") == house
    event = audit_events("shelter_opened")[-1]
    assert (event.actor, event.about_id) == (str(nora.pk), str(house.pk))
    assert event.detail == '{"page": "tonight"}'
    gone(access.open_shelter, nora, other.pk, page="tonight")
    gone(access.open_shelter, alba, house.pk, page="tonight")
    assert len(audit_events("shelter_opened")) == 2

    women = house.units.get(name="Women")
    assert is_read_with(access.unit_of(house, women.pk), "shelter")
    assert house.units.count() > 1
    for unit in house.units.all():
        assert access.unit_of(house, unit.pk) == unit
    gone(access.unit_of, other, women.pk)

    stay = enter(town)
    second = enter(town, someone(town), where=("Women", 2))
    assert access.open_guest(nora, house, stay.pk) == stay
    assert is_read_with(access.stay_of(town.case, stay.pk), "case__person", "shelter")
    event = audit_events("guest_opened")[-1]
    assert (event.actor, event.about_id) == (str(nora.pk), str(stay.pk))
    assert event.person == str(town.case.person_id)
    gone(access.open_guest, nora, other, stay.pk)
    assert access.stay_of(town.case, stay.pk).case is town.case
    gone(access.stay_of, town.case, second.pk)
    gone(access.stay_of, second.case, stay.pk)

    facts = {"by": nora, "shelter": house}
    at = {"kind": "health", "severity": "low", "what": "x", "happened_at": clock.now()}
    notes = [daybook.write_note(**facts, text="x", stay=one) for one in (stay, None)]
    told = [daybook.report(**facts, **at, stay=one) for one in (stay, None)]
    for note, happened in zip(notes, told, strict=True):
        assert access.note_of(house, str(note.pk)) == note
        assert access.incident_of(house, happened.pk) == happened
        gone(access.note_of, other, str(note.pk))
        gone(access.incident_of, other, happened.pk)
    gone(access.note_of, house, "x")
    assert access.incident_about(town.case, told[0].pk) == told[0]
    gone(access.incident_about, town.case, told[1].pk)
    gone(access.incident_about, second.case, told[0].pk)

    access.log_printed(nora, [stay, second])
    events = audit_events("bed_list_printed")
    assert [one.about_id for one in events] == [str(stay.pk), str(second.pk)]
    assert {one.actor for one in events} == {str(nora.pk)}

    ended = {"exit_reason": "planned", "where_to": "", "safe_exit": "yes"}
    stays.leave_house(by=town.ana, stay=stay, left_at=clock.now(), **ended)
    gone(access.open_guest, nora, house, stay.pk)
    gone(access.note_of, house, str(notes[0].pk))
    gone(access.incident_of, house, told[0].pk)
    assert access.note_of(house, str(notes[1].pk)) == notes[1]
    assert access.incident_of(house, told[1].pk) == told[1]
    assert access.stay_of(town.case, stay.pk) == stay
    as_if(house, agency=town.faro)
    assert list(access.worked_in(nora)) == []
    as_if(house, agency=town.casa_luz)
    assert list(access.worked_in(nora)) == [house]
    houses.remove_staff(by=alba, shelter=house, member=nora)
    assert list(access.worked_in(nora)) == []
