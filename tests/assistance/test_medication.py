"""Her medicine: each dose is written down once, whichever tablet is quicker."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amparo.assistance.actions import medication as actions
from amparo.assistance.models import Dose, Medication
from amparo.assistance.queries import medication as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses

TAKEN = {"what": "Paracetamol", "dose": "One tablet"}


@pytest.fixture
def taken(town):
    return actions.prescribe(
        by=town.ana,
        case=town.case,
        hours=["20:00", "08:00"],
        begins_on=clock.today() - timedelta(days=1),
        **TAKEN,
    )


def give(town, taken, by=None, **facts):
    facts = {"day": clock.today(), "hour": "08:00", "state": "given"} | facts
    return actions.record_dose(by=by or town.ana, medication=taken, **facts)


def test_who_opens_her_medicine(town, client, taken):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, f"/assistance/{town.case.pk}/medication/", everyone) == table
    other = town.new_case()
    url = f"/assistance/{other.pk}/medication/{taken.pk}/stop/"
    assert statuses(client, url, [town.ana], method="post") == {"ana": 404}


def test_a_medicine_is_written_down_and_its_doses_given_on_the_page(town, client):
    url = f"/assistance/{town.case.pk}/medication/"
    sent = TAKEN | {"hours": "8:00, 20:00", "begins_on": str(clock.today())}
    assert sign_in(client, town.ana).post(url, sent).status_code == 302
    medication = Medication.objects.get()
    assert medication.hours == ["08:00", "20:00"]
    assert "Paracetamol" not in str(Medication.objects.values_list("what", flat=True).get())
    dose = {"day": str(clock.today()), "hour": "08:00", "state": "refused", "note": "Sick."}
    assert client.post(f"{url}{medication.pk}/dose/", dose).status_code == 302
    page = client.get(url).content.decode()
    assert "She did not want it" in page
    assert "Sick." in page
    assert client.post(f"{url}{medication.pk}/dose/", {"hour": "x"}).status_code == 400


def test_a_second_tablet_is_told_what_the_first_one_wrote(town, client, taken):
    give(town, taken)
    with pytest.raises(Refused, match=r"already: Given, by Ana Arroyo.*not give it twice"):
        give(town, taken, by=town.alba)
    url = f"/assistance/{town.case.pk}/medication/{taken.pk}/dose/"
    dose = {"day": str(clock.today()), "hour": "08:00", "state": "given"}
    answer = sign_in(client, town.alba).post(url, dose)
    assert answer.status_code == 403
    assert "Do not give it twice" in answer.content.decode()
    assert Dose.objects.count() == 1


def test_the_table_itself_holds_a_dose_once(town, taken):
    dose = give(town, taken)
    again = Dose(
        medication=taken, day=dose.day, hour=dose.hour, state="given", recorded_by=town.alba
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


@pytest.mark.parametrize(
    ("days", "hour", "why"),
    [(0, "09:00", "not taken"), (1, "08:00", "not before"), (-2, "08:00", "not taken")],
)
def test_only_a_dose_that_is_taken_is_written_down(town, taken, days, hour, why):
    with pytest.raises(Refused, match=why):
        give(town, taken, day=clock.today() + timedelta(days=days), hour=hour)


def test_another_agency_writes_no_dose_down(town, taken):
    with pytest.raises(Refused):
        give(town, taken, by=town.bruno)
    with pytest.raises(Refused):
        actions.stop(by=town.bruno, medication=taken)


def test_what_is_left_today_is_seen_in_the_order_of_the_day(town, client, taken):
    give(town, taken)
    lines = queries.doses(town.case, day=clock.today())
    assert [(line.hour, bool(line.dose)) for line in lines] == [("08:00", True), ("20:00", False)]
    page = sign_in(client, town.ana).get(town.case.get_absolute_url()).content.decode()
    assert "1 dose left today" in page


def test_a_medicine_that_ended_has_no_dose_tomorrow(town, taken):
    actions.stop(by=town.ana, medication=taken)
    assert len(queries.doses(town.case, day=clock.today())) == 2
    assert queries.doses(town.case, day=clock.today() + timedelta(days=1)) == []


def test_the_log_keeps_codes_alone(town, taken):
    give(town, taken, note="She slept.")
    (event,) = audit_events("dose_recorded")
    assert "slept" not in event.detail + event.fields
    assert event.person == str(town.case.person_id)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [({"hours": "morning"}, "hours"), ({"hours": "25:00"}, "hours"), ({"what": ""}, "what"),
     ({"ends_on": "2001-01-01"}, "ends_on")],
)  # fmt: skip
def test_what_cannot_be_is_asked_again(town, client, changed, wrong):
    url = f"/assistance/{town.case.pk}/medication/"
    sent = TAKEN | {"hours": "8:00", "begins_on": str(clock.today())} | changed
    page = sign_in(client, town.ana).post(url, sent)
    assert page.context["form"].errors[wrong]
    assert not Medication.objects.exists()
