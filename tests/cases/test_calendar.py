"""Days in her own calendar: by a secret address that says nothing and ends with her telephone."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from amparo.agencies import OPERATOR
from amparo.agencies import actions as agency_actions
from amparo.agencies.enums import EndReason
from amparo.agencies.models import Member
from amparo.cases.actions import calendars as actions
from amparo.cases.models import CalendarFeed
from amparo.core import clock
from tests.helpers import as_if, audit_events, closed, sign_in, statuses, work_the_queue
from tests.town import FIRST

URL = "/cases/calendar/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def quiet(town):
    """Something due today, in ten days and in three months, twice on one day; nothing before."""
    closed(town.case, by=town.ana)
    today = clock.today()
    for days in (0, 10, 10, 90):
        when = today + timedelta(days=days)
        town.new_case(next_step=f"llamar a {FIRST}", next_step_on=when)
    return town


def asked(secret):
    return Client().get(f"/a/{secret}.ics")


def test_who_opens_the_page_and_it_is_off_until_asked_for(town, client):
    table = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "noe": 403, "fina": 403}
    assert statuses(client, URL, [*town.everyone, town.noe, town.fina]) == table
    table = {"nobody": 302, "noe": 403, "fina": 403}
    assert statuses(client, URL, [None, town.noe, town.fina], method="post") == table
    assert not CalendarFeed.objects.exists()
    shown = sign_in(client, town.ana).get(URL).content.decode()
    assert "Off." in shown
    assert "Whoever holds your telephone sees" in shown


def test_the_address_is_shown_once_and_is_nowhere_kept(quiet, client):
    made = sign_in(client, quiet.ana).post(URL).content.decode()
    secret = re.search(r"/a/([\w-]{43})\.ics", made)[1]
    assert secret not in client.get(URL).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("select digest from cases_calendarfeed")
        assert secret not in cursor.fetchone()[0]
    assert secret not in "".join(each.detail for each in audit_events())
    answer = asked(secret)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_it_says_days_alone(quiet):
    text = asked(actions.make_calendar_address(by=quiet.ana)).content.decode()
    today = clock.today()
    days = [today, today + timedelta(days=10)]
    assert re.findall(r"DATE:(\d+)", text) == [f"{day:%Y%m%d}" for day in days]
    assert set(re.findall(r"SUMMARY:(.*)\r", text)) == {"To do"}
    for word in (FIRST, "Casa", "case", "Amparo", "Ana", "trata", "http"):
        assert word not in text
    other = asked(actions.make_calendar_address(by=quiet.celia)).content.decode()
    assert "VEVENT" not in other


def test_one_at_a_time_and_ended_at_a_word(quiet, client):
    first = actions.make_calendar_address(by=quiet.ana)
    second = actions.make_calendar_address(by=quiet.ana)
    assert [asked(first).status_code, asked(second).status_code] == [404, 200]
    sign_in(client, quiet.ana).post(f"{URL}end/")
    assert asked(second).status_code == 404
    assert [e.verb for e in audit_events() if e.verb.startswith("calendar")] == [
        "calendar_address_made", "calendar_address_made", "calendar_read",
        "calendar_address_ended",
    ]  # fmt: skip


def test_the_log_is_told_once_a_day(quiet):
    secret = actions.make_calendar_address(by=quiet.ana)
    for _each in range(3):
        assert asked(secret).status_code == 200
    assert len(audit_events("calendar_read")) == 1
    CalendarFeed.objects.update(used_on=clock.today() - timedelta(days=1))
    asked(secret)
    assert len(audit_events("calendar_read")) == 2


def test_who_asks_all_the_time_is_answered_no_more(quiet):
    secret = actions.make_calendar_address(by=quiet.ana)
    found = [asked(secret).status_code for _each in range(31)]
    assert found == [200] * 30 + [429]


def test_it_ends_with_her_access_her_role_and_her_visits(town, client):
    ada = agency_actions.enrol(
        by=OPERATOR, username="ada", display_name="Ada", agency=town.programme,
        role="administrator", language="en",
    )  # fmt: skip
    for end in (
        lambda: agency_actions.end_visits(by=town.alba, member=town.ana),
        lambda: agency_actions.end_other_visits(by=town.ana, session_key="x"),
        lambda: agency_actions.change_role(by=ada, member=town.ana, role="analyst"),
    ):
        town.ana.refresh_from_db()
        secret = actions.make_calendar_address(by=town.ana)
        assert asked(secret).status_code == 200
        end()
        if CalendarFeed.objects.filter(member=town.ana).exists():
            pytest.fail("The address outlived what should have ended it.")
        assert asked(secret).status_code == 404
    secret = actions.make_calendar_address(by=town.bruno)
    agency_actions.end_access(by=ada, member=town.bruno, why=EndReason.values[0])
    assert asked(secret).status_code == 404


def by_the_form(client, town):
    fresh = "otras cuatro palabras sueltas"
    sent = {"oldpassword": "ana crosses the river", "password1": fresh, "password2": fresh}
    sign_in(client, town.ana)
    assert client.post(reverse("account_change_password"), sent).status_code == 302


def by_the_link(client, town):
    fresh = "otras cuatro palabras sueltas"
    as_if(town.ana, email="ana@example.org")
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    work_the_queue()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(link)["Location"]
    assert client.post(form, {"password1": fresh, "password2": fresh}).status_code == 302


@pytest.mark.parametrize("renewed", [by_the_form, by_the_link])
def test_it_ends_with_a_password_that_is_changed_or_set_anew(town, client, renewed):
    secret = actions.make_calendar_address(by=town.ana)
    others = actions.make_calendar_address(by=town.bruno)
    renewed(client, town)
    assert Member.objects.get(pk=town.ana.pk).check_password("otras cuatro palabras sueltas")
    assert asked(secret).status_code == 404
    assert asked(others).status_code == 200
    assert [e.actor for e in audit_events("password_changed")] == [str(town.ana.pk)]


def test_a_password_that_was_not_changed_ends_nothing(town, client):
    secret = actions.make_calendar_address(by=town.ana)
    sent = {"oldpassword": "wrong", "password1": "otras cuatro palabras", "password2": "x"}
    answer = sign_in(client, town.ana).post(reverse("account_change_password"), sent)
    assert answer.status_code == 200
    assert asked(secret).status_code == 200


def test_it_ends_when_she_locks_her_screen_and_only_hers_does(quiet, client):
    secret = actions.make_calendar_address(by=quiet.ana)
    others = actions.make_calendar_address(by=quiet.celia)
    assert sign_in(client, quiet.ana).post("/lock/").url == "/closed/"
    assert asked(secret).status_code == 404
    assert asked(others).status_code == 200
    assert [e.actor for e in audit_events("calendar_address_ended")] == [str(quiet.ana.pk)]
    # Where there is none, locking tells the log nothing.
    sign_in(client, quiet.ana).post("/lock/")
    assert len(audit_events("calendar_address_ended")) == 1
