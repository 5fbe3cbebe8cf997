"""Who has seen a file: read by its team, and by who watches over the data without opening it."""

from datetime import timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.formats import date_format

from amparo.agencies.enums import Role
from amparo.cases import actions, wording
from amparo.cases.actions import teams
from amparo.cases.queries import what_we_hold
from amparo.core import clock
from tests.helpers import audit_events, sign_in, statuses
from tests.town import _member

FIND = "/cases/who-saw/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


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


@pytest.fixture
def day(monkeypatch):
    """A clock that is set by hand, in the middle of an hour."""

    class Day:
        now = clock.now().replace(minute=30)

    monkeypatch.setattr(clock, "now", lambda: Day.now)
    return Day


def first_day(town, client, day):
    """Ana opens pages in two hours, and sees the name once in between."""
    case = town.case.get_absolute_url()
    sign_in(client, town.ana)
    for page in ("", "edit/", "", "", "identity/", "team/", ""):
        assert client.get(case + page).status_code == 200
    audit_events()
    client.logout()
    day.now += timedelta(hours=1)
    assert sign_in(client, town.ana).get(case).status_code == 200
    audit_events()


def test_what_somebody_opens_in_one_hour_is_one_time_and_its_pages_are_counted(
    town, client, url, day
):
    first_day(town, client, day)
    sign_in(client, town.alba).get(town.case.get_absolute_url())
    audit_events()
    page = sign_in(client, town.fina).get(url)
    readers = {each.who.split(" · ")[0]: each for each in page.context["readers"]}
    assert {name: each.times for name, each in readers.items()} == {
        "Ana Arroyo": 2,
        "Alba Abedul": 1,
    }
    assert readers["Alba Abedul"].pages == 1
    # Seven pages and the name that one of them showed, and an hour later one more.
    assert readers["Ana Arroyo"].pages == 9
    assert readers["Ana Arroyo"].saw_identity
    assert not readers["Alba Abedul"].saw_identity
    (look,) = [each for each in what_we_hold.looks(town.case.person) if each.role == "Caseworker"]
    assert (look.times, look.pages, look.saw_name) == (2, 9, True)
    assert look.first < look.last
    shown = unescape(
        sign_in(client, town.ana)
        .get(f"{town.case.get_absolute_url()}rights/copy/?identity=known&safe=yes")
        .content.decode()
    )
    assert "2 (9 pages)" in shown


def test_two_of_one_office_and_work_are_one_line_of_her_paper_and_two_times(town, client, day):
    berta = _member("berta", "Berta Boj", town.casa_luz, Role.CASEWORKER)
    teams.assign(by=town.alba, case=town.case, member=berta)
    for member in (town.ana, berta):
        sign_in(client, member).get(town.case.get_absolute_url())
    audit_events()
    (look,) = [each for each in what_we_hold.looks(town.case.person) if each.role == "Caseworker"]
    assert (look.times, look.pages) == (2, 2)


def test_step_by_step_pages_of_one_hour_are_one_line_and_what_was_done_stands_alone(
    town, client, url, day
):
    first_day(town, client, day)
    actions.choose_label(by=town.ana, case=town.case, text="market")
    audit_events()
    entries = sign_in(client, town.fina).get(url).context["page"].entries
    steps = [(each.what, each.pages) for each in entries[1:5]]
    assert [what for what, _pages in steps] == [
        "Opened the case",
        "Looked at 2 pages within one hour",
        "Saw the name or contacts",
        "Looked at 5 pages within one hour",
    ]
    assert dict(steps[3][1]) == {
        "Opened the identity page": 1, "Opened the case": 3, "Opened the case to change it": 1,
    }  # fmt: skip
    page = unescape(sign_in(client, town.fina).get(url).content.decode())
    assert "Opened the case (× 3)" in page


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
