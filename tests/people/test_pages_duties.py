"""Legal duties: off until a lawyer says otherwise, told before the interview, by age and kind."""

import pytest
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as agency_actions
from amparo.agencies.models import Agency
from amparo.core.decisions import Refused
from amparo.people import actions
from amparo.people.models import DutySwitch, DutyTold
from amparo.people.queries import disclosure
from tests.helpers import audit_events, sign_in, statuses

URL = "/people/duties/"
CHILD = "mx-child-protection"
SENT = {
    "agency": "casa-luz",
    "code": CHILD,
    "lawyer": "Lic. Inventada Prudente",
    "rests_on": "Dictamen inventado 4 del 1 de marzo",
}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def town(town):
    """Here the person of the town's case is a girl."""
    person = town.case.person
    girl = {"birth_date": "2011-05-04", "birth_year": 2011}
    actions.revise(by=town.ana, person=person, seen_version=person.version, **girl)
    town.case.person.refresh_from_db()
    return town


def switch_on(town, **changed):
    said = {"lawyer": "Lic. Inventada", "rests_on": "Dictamen inventado", "code": CHILD}
    return actions.switch_duty_on(**{"by": town.fina, "agency": town.casa_luz} | said | changed)


def test_who_opens_the_duties_and_who_switches_one_off(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "alba": 403, "fina": 200}
    assert statuses(client, URL, everyone) == table
    nora = agency_actions.enrol(
        by=agencies.OPERATOR, username="nora", display_name="Nora", agency=town.norte,
        role="data_protection", language="en",
    )  # fmt: skip
    off = f"{URL}{switch_on(town).pk}/off/"
    everyone = [None, town.ana, town.bruno, town.alba, nora, town.fina]
    table = {"nobody": 302, "ana": 403, "bruno": 403, "alba": 403, "nora": 404, "fina": 302}
    assert statuses(client, off, everyone, method="post") == table
    assert DutySwitch.objects.get().switched_off_by == town.fina


def test_all_begin_switched_off_and_the_worker_reads_so(town, client):
    page = sign_in(client, town.ana).get(f"/people/{town.case.person_id}/consents/")
    assert "has switched no legal duty on" in page.content.decode()
    assert "before she spoke" not in client.get("/cases/new/").content.decode()


def test_what_the_lawyer_said_is_kept_and_seen_before_the_interview(town, client):
    assert sign_in(client, town.fina).post(URL, SENT).status_code == 302
    kept = DutySwitch.objects.get()
    assert (kept.lawyer, kept.recorded_by) == ("Lic. Inventada Prudente", town.fina)
    assert audit_events("duty_switched_on")[-1].detail.count("Lic") == 0
    sign_in(client, town.ana)
    for address in ("/cases/new/", f"/people/{town.case.person_id}/consents/"):
        page = client.get(address).content.decode()
        assert "Report a child whose rights were violated" in page
        assert "Identity, Contact, What happened" in page
        assert "to verify" in page
    again = client.get("/cases/new/")
    assert again.status_code == 200


@pytest.mark.parametrize("changed", [{"lawyer": ""}, {"rests_on": ""}, {"code": "invented"}])
def test_nobody_elses_word_switches_a_duty_on(town, client, changed):
    page = sign_in(client, town.fina).post(URL, SENT | changed)
    assert page.context["form"].errors[next(iter(changed))]
    assert not DutySwitch.objects.exists()


def test_that_she_was_told_is_kept_at_intake_and_later(town, client):
    switch_on(town)
    told = f"/people/{town.case.person_id}/duties/told/"
    table = {"nobody": 302, "ana": 302, "bruno": 404, "celia": 404}
    assert statuses(client, told, town.everyone, method="post") == table
    assert DutyTold.objects.get().told_by == town.ana
    sign_in(client, town.ana).post("/cases/new/", {"duties_told": "on", "can_contact": "yes"})
    assert DutyTold.objects.count() == 2
    assert [event.person for event in audit_events("duties_told")]


def test_an_adult_is_not_spoken_of_as_a_child(town):
    switch_on(town)
    today = DutySwitch.objects.get().switched_on
    adult = town.new_case(person={"birth_date": "1990-05-04", "birth_year": 1990}).person
    unknown = town.new_case().person
    minor = town.case.person
    ages = [disclosure.age_of(each, on=today) for each in (adult, unknown, minor)]
    assert ages == ["adult", "", "minor"]
    lines = [disclosure.duty_lines(town.casa_luz, on=today, age=age) for age in ages]
    assert [len(each) for each in lines] == [0, 1, 1]


def test_an_agency_has_the_duties_of_its_kind_alone(town):
    with pytest.raises(Refused, match="agencies of this kind"):
        switch_on(town, code="mx-public-servants")
    with pytest.raises(Refused, match="switched on already"):
        switch_on(town) and switch_on(town)


def test_an_international_organisation_says_explicitly_that_it_accepts_a_duty(town, client):
    org = agency_actions.found_agency(
        by=agencies.OPERATOR, code="mundo", name="Mundo (invented)", kind="international"
    )
    olga = agency_actions.enrol(
        by=agencies.OPERATOR, username="olga", display_name="Olga", agency=org,
        role="data_protection", language="en",
    )  # fmt: skip
    sent = SENT | {"agency": "mundo"}
    page = sign_in(client, olga).post(URL, sent)
    assert "privileges and immunities" in page.content.decode()
    assert not DutySwitch.objects.exists()
    assert client.post(URL, sent | {"said_explicitly": "on"}).status_code == 302
    today = DutySwitch.objects.get().switched_on
    held = Agency.objects.get(code="mundo")
    assert len(disclosure.duty_lines(held, on=today, age="minor")) == 1


def test_a_new_version_of_the_norm_is_switched_on_anew(town):
    switch = switch_on(town)
    today = switch.switched_on
    DutySwitch.objects.filter(pk=switch.pk).update(version="2020-01")
    assert disclosure.duty_lines(town.casa_luz, on=today, age="minor") == []
