"""What is due: on a page of its own, on the button that leads there, and in a morning mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from amparo.agencies.models import Member
from amparo.cases import jobs
from amparo.cases.actions import tasks
from amparo.cases.models import Case
from amparo.core import clock
from amparo.people import actions as people
from tests.helpers import audit_events, closed, sign_in, statuses, work_the_queue
from tests.town import GIVEN

URL = "/cases/due/"


@pytest.fixture
def quiet(town):
    """The case of the town has a step that was due in the past; here it has none."""
    closed(town.case, by=town.ana)
    return town


def due_numbers(answer):
    return [each.case.shown_number for each in of("next_step", answer)]


def of(rule, answer):
    return [each for each in answer.context["due"] if each.rule == rule]


def in_days(count):
    return clock.today() + timedelta(days=count)


def test_who_opens_what_is_due(town, client):
    assert statuses(client, URL, [*town.everyone, town.noe, town.fina]) == {
        "nobody": 302,
        "ana": 200,
        "bruno": 200,
        "celia": 200,
        "noe": 403,
        "fina": 403,
    }


def test_a_step_is_due_on_its_day_and_not_the_day_before(quiet, client):
    today = quiet.new_case(next_step="call the consulate", next_step_on=in_days(0))
    late = quiet.new_case(next_step="ask for the papers", next_step_on=in_days(-3))
    quiet.new_case(next_step="look for a school", next_step_on=in_days(1))
    answer = sign_in(client, quiet.ana).get(URL)
    assert due_numbers(answer) == [late.shown_number, today.shown_number]
    assert "call the consulate" in answer.content.decode()
    assert "2 are due" in client.get(reverse("cases:caseload")).content.decode()


def test_a_closed_case_is_not_due(quiet, client):
    case = quiet.new_case(next_step="call", next_step_on=in_days(0))
    closed(case, by=quiet.ana)
    assert due_numbers(sign_in(client, quiet.ana).get(URL)) == []
    assert "Nothing is due" in client.get(URL).content.decode()


def test_nobody_reads_what_is_due_in_cases_of_others(quiet, client):
    quiet.new_case(next_step="call the consulate", next_step_on=in_days(0))
    assert due_numbers(sign_in(client, quiet.bruno).get(URL)) == []


@pytest.mark.parametrize(("days", "shown"), [(-1, 0), (0, 1), (14, 1), (15, 0)])
def test_a_consent_is_shown_two_weeks_before_its_end(town, client, days, shown):
    given_on = in_days(-30)
    town.new_consent(expires_on=in_days(days), given_on=given_on, recipient_name="Inventado")
    answer = sign_in(client, town.ana).get(URL)
    assert len(of("consent_ends", answer)) == shown
    assert ("Inventado" in answer.content.decode()) == bool(shown)


def test_a_consent_that_was_taken_back_needs_no_asking(town, client):
    consent = town.new_consent(expires_on=in_days(3))
    people.withdraw_consent(by=town.ana, consent=consent)
    assert of("consent_ends", sign_in(client, town.ana).get(URL)) == []


def test_looking_is_logged(town, client):
    sign_in(client, town.ana).get(URL)
    (event,) = audit_events("due_shown")
    assert event.detail == '{"cases": 1}'


def morning(*members):
    for member in members:
        Member.objects.filter(pk=member.pk).update(email=f"{member.username}@example.org")
    jobs.remind()
    work_the_queue()
    return mail.outbox


def test_who_has_something_due_today_gets_one_mail_that_names_nobody(quiet):
    quiet.new_case(person={"given_names": GIVEN}, next_step="call", next_step_on=in_days(0))
    quiet.new_case(next_step="see her aunt", next_step_on=in_days(-3))
    (message,) = morning(quiet.ana, quiet.bruno, quiet.noe)
    assert message.to == ["ana@example.org"]
    assert "2 of your tasks are due" in message.body
    whole = message.subject + message.body
    for word in (GIVEN, "call", "aunt", "case", "http", "traffick", Case.objects.last().number):
        assert word not in whole


def test_what_was_due_before_is_not_told_every_morning(quiet):
    quiet.new_case(next_step="see her aunt", next_step_on=in_days(-3))
    assert morning(quiet.ana) == []


def test_what_she_did_before_the_mail_left_is_not_told(quiet):
    case = quiet.new_case(next_step="call", next_step_on=in_days(0))
    Member.objects.filter(pk=quiet.ana.pk).update(email="ana@example.org")
    jobs.remind()
    closed(case, by=quiet.ana)
    assert morning() == []


def test_it_stands_case_by_case_who_is_in_danger_first(quiet, client):
    late = quiet.new_case(next_step="ask", next_step_on=in_days(-9))
    tasks.add(by=quiet.ana, case=late, text="Call the school.", due_on=in_days(0))
    danger = quiet.new_case(next_step="go", next_step_on=in_days(0), immediate_danger="yes")
    less = quiet.new_case(next_step="see", next_step_on=in_days(-2))
    answer = sign_in(client, quiet.ana).get(URL)
    cases = [line.case for line, _dates in answer.context["cases"]]
    assert cases == [danger, late, less]
    page = answer.content.decode()
    assert page.count(late.shown_number) == 1
    assert page.count(f'id="{late.pk}"') == 1
    card = page[page.index(late.shown_number) : page.index(less.shown_number)]
    assert card.index("ask") < card.index("Call the school.")
    assert sum(len(dates) for _line, dates in answer.context["cases"]) == 4
    assert "4 things are due" in page
