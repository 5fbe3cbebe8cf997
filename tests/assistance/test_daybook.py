"""The day-book of a shelter: what one shift leaves to the next, and what happened in the night."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amparo.assistance.actions import daybook as actions
from amparo.assistance.actions import medication
from amparo.assistance.actions import shelter as houses
from amparo.assistance.actions import stay as stays
from amparo.assistance.models import Incident, ShiftChange, ShiftNote
from amparo.assistance.queries import daybook as queries
from amparo.cases.actions import risk
from amparo.cases.queries import due as due_dates
from amparo.cases.queries import risk as risks
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.assistance.test_shelter import build, enter, someone
from tests.helpers import audit_events, sign_in, statuses

HAPPENED = {"kind": "suspect", "severity": "grave", "what": "He stood at the corner."}


@pytest.fixture
def house(town):
    build(town)
    houses.name_staff(by=town.alba, shelter=town.house, member=town.alba)
    return town


def report(town, **facts):
    facts = HAPPENED | {"happened_at": clock.now() - timedelta(hours=1)} | facts
    return actions.report(by=town.nora, shelter=town.house, **facts)


def note(town, text="Buy milk.", **facts):
    return actions.write_note(by=town.nora, shelter=town.house, text=text, **facts)


def leave(town, stay):
    facts = {"exit_reason": "planned", "where_to": "", "safe_exit": "yes"}
    return stays.leave_house(by=town.ana, stay=stay, left_at=clock.now(), **facts)


def what_is_due(town, member):
    return {one.rule for one in due_dates.due(cases_of(member), member=member, on=clock.today())}


def cases_of(member):
    from amparo.cases.access import visible_cases

    return visible_cases(member)


def test_who_opens_the_day_book(house, client):
    happened = report(house, stay=enter(house), follow_up_on=clock.today())
    everyone = [*house.everyone, house.fina, house.nora]
    table = {"nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "fina": 404, "nora": 200}
    for page in ("shift/", "incidents/", "list/"):
        assert statuses(client, f"/shelter/{house.house.pk}/{page}", everyone) == table
    done = f"incidents/{happened.pk}/done/"
    table = {"nobody": 302, "bruno": 404, "ana": 404}
    url = f"/shelter/{house.house.pk}/{done}"
    assert statuses(client, url, [None, house.bruno, house.ana], method="post") == table
    url = f"/assistance/{house.new_case().pk}/stay/{done}"
    assert statuses(client, url, [house.ana], method="post") == {"ana": 404}


def test_a_shift_goes_from_one_to_the_next_with_what_is_open(house, client):
    stay = enter(house)
    nora = sign_in(client, house.nora)
    url = f"/shelter/{house.house.pk}/shift/"
    assert nora.post(url, {"do": "note", "text": ""}).context["form"].errors
    assert nora.post(url, {"do": "note", "text": "Buy milk."}).status_code == 302
    told = {"do": "note", "text": "She had a bad dream.", "stay": str(stay.pk)}
    assert nora.post(url, told).status_code == 302
    assert nora.post(url, {"do": "give"}).status_code == 302
    page = nora.get(url).content.decode()
    assert "cannot take it on herself" in page
    assert nora.post(url, {"do": "take"}).status_code == 403
    assert nora.post(url, {"do": "give"}).status_code == 403
    alba = sign_in(client, house.alba)
    page = alba.get(url).content.decode()
    assert "Nora Noche handed the shift over" in page
    assert page.index("Buy milk.") < page.index("She had a bad dream.")
    assert alba.post(url, {"do": "take"}).status_code == 302
    milk = ShiftNote.objects.get(stay=None)
    assert alba.post(url, {"do": "tick", "note": str(milk.pk)}).status_code == 302
    page = alba.get(url).content.decode()
    # What is not done carries over; what is done is gone.
    assert "She had a bad dream." in page
    assert "Buy milk." not in page
    assert alba.post(url, {"do": "tick", "note": "x"}).status_code == 404
    with pytest.raises(Refused, match="ticked this off already"):
        actions.tick_off(by=house.nora, note=milk)
    change = ShiftChange.objects.get()
    assert (change.open_notes, change.guests, change.taken_by) == (2, 1, house.alba)


def test_the_table_itself_lets_nobody_take_on_what_she_gave(house):
    change = actions.hand_over_shift(by=house.nora, shelter=house.house)
    change.taken_by, change.taken_at = house.nora, clock.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save()


def test_what_was_said_of_somebody_is_sealed_with_her_and_gone_with_her(house):
    stay = enter(house)
    about_her, of_the_house = note(house, "Luna cried.", stay=stay), note(house)
    happened = report(house, stay=stay)
    for row in (about_her, happened):
        assert row.sealing_person_id == house.case.person_id
    assert of_the_house.sealing_person_id == house.house.pk
    texts = {
        *ShiftNote.objects.values_list("text", flat=True),
        Incident.objects.values("what")[0]["what"],
    }
    assert not {"Luna cried.", "Buy milk.", HAPPENED["what"]} & set(map(str, texts))
    assert ShiftNote.objects.get(pk=of_the_house.pk).text == "Buy milk."
    house.case.person.delete()
    assert list(ShiftNote.objects.all()) == [of_the_house]
    assert not Incident.objects.exists()
    (event,) = audit_events("incident_reported")
    assert "corner" not in event.detail + event.fields


def test_whoever_left_takes_her_notes_and_incidents_out_of_the_house(house, client):
    stay = enter(house)
    written, happened = note(house, "Luna cried.", stay=stay), report(house, stay=stay)
    leave(house, stay)
    assert queries.open_notes(house.house) == []
    assert queries.incidents(house.house) == []
    nora = sign_in(client, house.nora)
    shift = f"/shelter/{house.house.pk}/shift/"
    assert nora.post(shift, {"do": "tick", "note": str(written.pk)}).status_code == 404
    done = f"/shelter/{house.house.pk}/incidents/{happened.pk}/done/"
    assert nora.post(done).status_code == 404
    # Her team keeps both.
    page = sign_in(client, house.ana).get(f"/assistance/{house.case.pk}/stay/").content.decode()
    assert HAPPENED["what"] in page


def test_an_incident_with_a_danger_makes_the_risk_due_of_everybody_it_concerns(house):
    stay = enter(house)
    other = enter(house, someone(house), where=("Women", 2))
    third = enter(house, someone(house), where=("Women", 3))
    for one in (stay, other, third):
        risk.assess_risk(
            by=house.ana, case=one.case, levels={"person": "low"}, reasons={},
            next_due_on=clock.today() + timedelta(days=30),
        )  # fmt: skip
        assert risks.standing(one.case, risks.newest(one.case))
    report(house, stay=third, kind="health")
    assert risks.standing(third.case, risks.newest(third.case))
    report(house, stay=stay, present=[other, stay])
    standing = [risks.standing(one.case, risks.newest(one.case)) for one in (stay, other, third)]
    assert [bool(one) for one in standing] == [False, False, True]
    assert "risk" in what_is_due(house, house.ana)


def test_what_is_to_be_done_after_an_incident_falls_due_until_somebody_did_it(house, client):
    stay, today = enter(house), clock.today()
    with pytest.raises(Refused, match="in the past"):
        report(house, follow_up_on=today - timedelta(days=1))
    happened = report(house, stay=stay, follow_up_on=today)
    assert "incident" in what_is_due(house, house.ana)
    url = f"/assistance/{house.case.pk}/stay/incidents/{happened.pk}/done/"
    assert sign_in(client, house.ana).post(url).status_code == 302
    assert "incident" not in what_is_due(house, house.ana)
    with pytest.raises(Refused, match="Nothing is left"):
        actions.follow_up(by=house.nora, incident=happened)
    # About the house: its staff alone says so.
    of_the_house = report(house, kind="house", follow_up_on=today)
    with pytest.raises(Refused, match="named as working"):
        actions.follow_up(by=house.ana, incident=of_the_house)
    url = f"/shelter/{house.house.pk}/incidents/{of_the_house.pk}/done/"
    assert sign_in(client, house.nora).post(url).status_code == 302


def test_an_incident_is_written_down_on_the_page(house, client):
    stay = enter(house)
    other = enter(house, someone(house), where=("Women", 2), short_name="Estrella")
    url = f"/shelter/{house.house.pk}/incidents/"
    sent = HAPPENED | {
        "stay": str(stay.pk), "present": [str(other.pk)], "happened_on": str(clock.today()),
        "happened_time": "00:00",
    }  # fmt: skip
    nora = sign_in(client, house.nora)
    assert nora.post(url, sent | {"happened_on": "2999-01-01"}).context["form"].errors
    assert nora.post(url, sent | {"follow_up_on": "2001-01-01"}).context["form"].errors
    assert nora.post(url, sent).status_code == 302
    page = nora.get(url).content.decode()
    assert HAPPENED["what"] in page
    assert "Estrella" in page
    page = sign_in(client, house.ana).get(f"/assistance/{other.case.pk}/stay/").content.decode()
    assert "She was there" in page
    assert HAPPENED["what"] not in page


def test_the_paper_for_a_power_cut_says_no_name_of_anybody_or_anything(house, client):
    enter(house, house_knows="No nuts.")
    medication.prescribe(
        by=house.ana, case=house.case, hours=["20:00"], begins_on=clock.today(), what="Paracetamol",
        dose="One",
    )  # fmt: skip
    nora = sign_in(client, house.nora)
    url = f"/shelter/{house.house.pk}/list/"
    page = nora.get(url).content.decode()
    assert "<td>L</td>" in page
    assert "20:00" in page
    assert "ask" in page
    hidden = ("Luna", "nuts", "Paracetamol", "La casa", "Casa Luz", "Nora", house.case.shown_number)
    assert [word for word in hidden if word in page] == []
    assert [e.person for e in audit_events("bed_list_printed")] == [str(house.case.person_id)]
    paper = nora.get(url + "?as=pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert "documento.pdf" in paper["Content-Disposition"]


def test_each_dose_falls_due_and_yesterday_s_is_asked_for(house, client):
    today = clock.today()
    yesterday = today - timedelta(days=1)
    taken = medication.prescribe(
        by=house.ana, case=house.case, hours=["08:00", "20:00"], begins_on=yesterday,
        what="Paracetamol", dose="One",
    )  # fmt: skip

    def give(day, hour):
        medication.record_dose(by=house.ana, medication=taken, day=day, hour=hour, state="given")

    assert {"dose", "dose_unwritten"} <= what_is_due(house, house.ana)
    page = sign_in(client, house.ana).get("/cases/due/").content.decode()
    assert "08:00, 20:00" in page
    page = client.get(f"/assistance/{house.case.pk}/medication/").content.decode()
    assert "Yesterday, not written down yet" in page
    # The mail of the morning asks about yesterday, and not each day about today.
    assert due_dates.newly_due(house.ana, on=today) == 1
    give(yesterday, "08:00")
    give(today, "08:00")
    assert {"dose", "dose_unwritten"} <= what_is_due(house, house.ana)
    assert "08:00, 20:00" not in client.get("/cases/due/").content.decode()
    give(yesterday, "20:00")
    assert "dose_unwritten" not in what_is_due(house, house.ana)
    give(today, "20:00")
    assert "dose" not in what_is_due(house, house.ana)
