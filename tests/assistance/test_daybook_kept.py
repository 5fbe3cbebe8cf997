"""What a day-book says of somebody goes with her; what is of the house alone has its time."""

from datetime import timedelta

import pytest

from amparo.assistance import jobs
from amparo.assistance.actions import daybook as actions
from amparo.assistance.actions import shelter as houses
from amparo.assistance.models import Incident, ShiftChange, ShiftNote
from amparo.assistance.queries import daybook as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import keeping
from amparo.people.actions.erasing import erase_again
from amparo.people.actions.keeping import place_hold
from tests.assistance.test_shelter import build, enter, someone
from tests.helpers import as_if, audit_events, sign_in
from tests.people.erasing import erase

WORDS = "The gas was out. Luna and Sol quarrelled about it. It came back at nine."
LEFT = "The gas was out. […] It came back at nine."
HAPPENED = {"kind": "house", "severity": "low", "what": WORDS}


@pytest.fixture
def house(town):
    build(town)
    houses.name_staff(by=town.alba, shelter=town.house, member=town.alba)
    town.luna = enter(town)
    town.sol = enter(town, someone(town), where=("Women", 2), short_name="Sol")
    return town


def report(town, **facts):
    facts = HAPPENED | {"happened_at": clock.now() - timedelta(hours=1)} | facts
    return actions.report(by=town.nora, shelter=town.house, **facts)


def note(town, text, **facts):
    return actions.write_note(by=town.nora, shelter=town.house, text=text, **facts)


def test_whoever_is_named_is_linked_or_it_is_not_written(house, client):
    for facts in ({}, {"present": [house.luna]}, {"stay": house.sol}):
        with pytest.raises(Refused, match="nothing links them"):
            report(house, **facts)
    with pytest.raises(Refused, match="nothing links them"):
        report(house, what="The gas was out.", told="Luna's team")
    with pytest.raises(Refused, match="write one for each"):
        note(house, "Luna and Sol are not speaking.", stay=house.luna)
    assert not Incident.objects.exists()
    assert not ShiftNote.objects.exists()
    note(house, "luna llena tonight, nobody sleeps")
    report(house, stay=house.luna, present=[house.sol])
    report(house, present=[house.luna, house.sol])
    nora = sign_in(client, house.nora)
    url = f"/shelter/{house.house.pk}/shift/"
    said = nora.post(url, {"do": "note", "text": "Sol snores."}).content.decode()
    # What she typed is still there.
    assert "nothing links them" in said
    assert "Sol snores." in said
    url = f"/shelter/{house.house.pk}/incidents/"
    sent = HAPPENED | {"happened_on": str(clock.today()), "happened_time": "00:00"}
    said = nora.post(url, sent).content.decode()
    assert "nothing links them" in said
    assert "quarrelled" in said


def test_what_names_her_goes_with_her_and_the_words_of_the_house_stay(house, client):
    of_the_house = report(house, present=[house.luna, house.sol], done="Luna was held.", told="")
    about_sol = report(house, stay=house.sol, present=[house.luna])
    hers = report(house, stay=house.luna, present=[house.sol])
    quiet = report(house, what="A window broke.")
    house.sol.refresh_from_db()
    # As an earlier version let it be written.
    old = note(house, "Somebody knocked.")
    as_if(old, text="Somebody knocked. LUNA asked who it was")
    erase(house)
    assert not Incident.objects.filter(pk=hers.pk).exists()
    for incident in (of_the_house, about_sol):
        held = Incident.objects.get(pk=incident.pk)
        assert held.what == LEFT
        assert held.struck_on == clock.today()
        assert house.luna.pk not in held.present.values_list("pk", flat=True)
    assert Incident.objects.get(pk=of_the_house.pk).done == "[…]"
    held = Incident.objects.get(pk=quiet.pk)
    assert (held.what, held.struck_on) == ("A window broke.", None)
    assert ShiftNote.objects.get(pk=old.pk).text == "Somebody knocked. […]"
    page = sign_in(client, house.nora).get(f"/shelter/{house.house.pk}/incidents/").content.decode()
    assert "Luna" not in page
    assert "went with her" in page
    struck = audit_events("incident_struck")
    assert {event.about_id for event in struck} == {str(of_the_house.pk), str(about_sol.pk)}
    assert len(audit_events("shift_note_struck")) == 1
    assert not any("Luna" in event.detail + event.fields for event in audit_events())


def test_a_hold_on_another_keeps_what_is_written_in_hers(house):
    about_sol = report(house, stay=house.sol, present=[house.luna])
    place_hold(by=house.fina, person=house.sol.case.person, reason="A court asked for it.")
    erase(house)
    held = Incident.objects.get(pk=about_sol.pk)
    assert (held.what, held.struck_on) == (WORDS, None)


def test_back_from_an_old_backup_nothing_of_what_she_was_linked_to_is_left(house):
    linked = report(house, present=[house.luna, house.sol])
    quiet = report(house, what="A window broke.")
    from amparo.core import keystore

    # Her key is destroyed already, as after a restore: nobody can read what she was called.
    keystore.destroy(house.case.person_id, at=clock.now().isoformat(), ground="she_asked")
    assert erase_again() == 1
    held = Incident.objects.get(pk=linked.pk)
    assert (held.what, held.done, held.struck_on) == ("", "", clock.today())
    assert Incident.objects.get(pk=quiet.pk).what == "A window broke."


def test_what_is_of_the_house_alone_is_taken_away_when_its_time_is_over(house, monkeypatch):
    gone = report(house, what="A window broke.")
    kept = [
        report(house, what="A window broke.", severity="grave"),
        report(house, what="A window broke.", follow_up_on=clock.today()),
        report(house, what="A window broke.", present=[house.sol]),
        report(house, what="A window broke.", stay=house.sol),
    ]
    ticked, still_open = note(house, "Buy milk."), note(house, "Buy gas.")
    actions.tick_off(by=house.nora, note=ticked)
    change = actions.hand_over_shift(by=house.nora, shelter=house.house)
    actions.take_on_shift(by=house.alba, change=change)
    end = keeping.years_after(clock.today(), 5)
    monkeypatch.setattr(clock, "today", lambda: end)
    jobs.forget_day_books()
    assert Incident.objects.filter(pk=gone.pk).exists()
    assert ShiftNote.objects.count() == 2
    assert ShiftChange.objects.exists()
    monkeypatch.setattr(clock, "today", lambda: end + timedelta(days=1))
    jobs.forget_day_books()
    assert set(Incident.objects.all()) == set(kept)
    assert list(ShiftNote.objects.all()) == [still_open]
    assert not ShiftChange.objects.exists()
    (event,) = audit_events("daybook_forgotten")
    assert event.detail == '{"changes": 1, "incidents": 1, "notes": 1}'
    # Said once, since nothing is left to take away.
    jobs.forget_day_books()
    assert len(audit_events("daybook_forgotten")) == 1
    assert queries.open_notes(house.house) == [still_open]
