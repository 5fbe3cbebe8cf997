"""Who has seen a file: read by its team, and by who watches over the data without opening it."""

from zoneinfo import ZoneInfo

import pytest
from django.utils.formats import date_format

from amparo.cases import actions, wording
from tests.helpers import audit_events, sign_in, statuses

FIND = "/cases/who-saw/"


@pytest.fixture
def url(town):
    return f"{town.case.get_absolute_url()}who-saw/"


def test_who_reads_who_saw(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    table |= {"alba": 200, "fina": 200, "noe": 404}
    assert statuses(client, url, everyone) == table
    table = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200}
    table |= {"alba": 200, "fina": 200, "noe": 403}
    assert statuses(client, FIND, everyone) == table


def test_the_data_protection_focal_point_reaches_it_by_number_and_opens_no_case(town, client, url):
    sign_in(client, town.fina)
    answer = client.post(FIND, {"number": town.case.shown_number.lower()})
    assert answer["Location"] == url
    assert client.get(town.case.get_absolute_url()).status_code == 404
    page = client.get(url).content.decode()
    assert town.case.get_absolute_url() + '"' not in page
    assert "market" not in page


@pytest.mark.parametrize("number", ["ABCD-2345", "x", "", "\x00"])
def test_a_wrong_number_is_asked_again(town, client, number):
    page = sign_in(client, town.fina).post(FIND, {"number": number})
    assert page.context["form"].errors["number"]


def test_a_number_of_another_agency_answers_as_one_that_does_not_exist(town, client):
    theirs = town.new_case(by=town.bruno)
    wrong = sign_in(client, town.fina).post(FIND, {"number": "ABCD-2345"})
    foreign = client.post(FIND, {"number": theirs.shown_number})
    errors = [page.context["form"].errors["number"] for page in (wrong, foreign)]
    assert errors[0] == errors[1]


def test_it_says_who_how_often_and_whether_the_name_was_seen(town, client, url):
    sign_in(client, town.ana).get(town.case.get_absolute_url())
    sign_in(client, town.alba).get(f"{town.case.get_absolute_url()}identity/")
    audit_events()  # writes what waits in this test's one transaction
    page = sign_in(client, town.fina).get(url)
    readers = {r.who.split(" · ")[0]: r.saw_identity for r in page.context["readers"]}
    assert readers == {"Ana Arroyo": False, "Alba Abedul": True}
    assert "Saw the name or contacts" in [e.what for e in page.context["page"].entries]


def test_times_are_those_of_the_agency(town, client, url):
    at = audit_events("person_registered")[0].at
    page = sign_in(client, town.ana).get(url).content.decode()
    there = at.astimezone(ZoneInfo(town.casa_luz.zone))
    assert date_format(there, "SHORT_DATETIME_FORMAT") in page
    assert date_format(at, "SHORT_DATETIME_FORMAT") not in page


def test_pages_of_the_log_follow_one_another(town, client, url):
    for number in range(60):
        actions.choose_label(by=town.ana, case=town.case, text=f"word {number}")
    audit_events()
    first = sign_in(client, town.ana).get(url)
    assert len(first.context["page"].entries) == 50
    second = client.get(url + first.context["older"])
    assert len(second.context["page"].entries) >= 10
    assert client.get(f"{url}?before=x").status_code == 200


def test_every_verb_about_a_file_has_its_sentence(town, client):
    known = set(wording.SENTENCES)
    town.new_event()
    town.new_consent()
    town.new_assistance()
    sign_in(client, town.ana)
    for page in ("", "edit/", "identity/", "print/", "team/", "decision/", "who-saw/"):
        client.get(town.case.get_absolute_url() + page)
    about = {event.verb for event in audit_events() if event.person}
    assert len(about) > 8
    assert about <= known
