"""The caseload: who sees which cases, in what order, at what price."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from amparo.agencies import actions as members
from amparo.cases import actions
from amparo.core import clock
from tests.helpers import audit_events, closed, sign_in, statuses

URL = "/cases/"
# Session, member, factors, caseload, labels, steps due, draft, referrals that wait; the rest is
# savepoints.
QUERIES = 10


def numbers(answer):
    return [line.case.shown_number for line in answer.context["page"].lines]


def test_who_opens_the_caseload(town, client):
    assert statuses(client, URL, [*town.everyone, town.noe, town.fina]) == {
        "nobody": 302,
        "ana": 200,
        "bruno": 200,
        "celia": 200,
        "noe": 403,
        "fina": 403,
    }


def test_each_sees_her_own_cases_and_a_coordinator_those_of_her_agency(town, client):
    for member, seen in ((town.ana, 1), (town.alba, 1), (town.bruno, 0)):
        assert len(numbers(sign_in(client, member).get(URL))) == seen
    albas = town.new_case(by=town.alba)
    assert albas.shown_number not in numbers(sign_in(client, town.ana).get(URL))
    assert albas.shown_number in numbers(sign_in(client, town.alba).get(URL))


def test_no_name_stands_on_the_page(town, client):
    page = sign_in(client, town.ana).get(URL).content.decode()
    assert town.case.shown_number in page
    assert "Xquic" not in page
    assert "Piedraluna" not in page


def test_an_intake_left_half_written_waits_on_the_first_page(town, client):
    offered = reverse("cases:intake") + "?draft=1"
    sign_in(client, town.ana)
    assert offered not in client.get(URL).content.decode()
    members.keep_draft(by=town.ana, form="intake", content={"notes": ["half a sentence"]})
    assert offered in client.get(URL).content.decode()
    assert "half a sentence" in client.get(offered).content.decode()
    assert offered not in sign_in(client, town.alba).get(URL).content.decode()


def test_a_step_is_overdue_from_the_day_after(town, client):
    today = clock.today()
    town.new_case(next_step="due today", next_step_on=today)
    town.new_case(next_step="due yesterday", next_step_on=today - timedelta(days=1))
    lines = sign_in(client, town.ana).get(URL).context["page"].lines
    overdue = {line.case.next_step: line.is_overdue for line in lines}
    assert overdue["due today"] is False
    assert overdue["due yesterday"] is True


def test_overdue_is_said_in_words(town, client):
    assert "Overdue" in sign_in(client, town.ana).get(URL).content.decode()
    closed(town.case, by=town.ana)
    assert "Overdue" not in client.get(f"{URL}?show=closed").content.decode()


def test_closed_cases_move_out_of_sight_and_stay_reachable(town, client):
    closed(town.case, by=town.ana)
    sign_in(client, town.ana)
    assert numbers(client.get(URL)) == []
    assert numbers(client.get(f"{URL}?show=closed")) == [town.case.shown_number]
    assert numbers(client.get(f"{URL}?show=all")) == [town.case.shown_number]


def test_the_label_is_seen_by_who_chose_it_alone(town, client):
    actions.choose_label(by=town.ana, case=town.case, text="Colibrí")
    assert "Colibrí" in sign_in(client, town.ana).get(URL).content.decode()
    assert "Colibrí" not in sign_in(client, town.alba).get(URL).content.decode()


def test_pages_follow_one_another_without_gap_or_repetition(town, client):
    for day in range(1, 8):
        town.new_case(opened_on=date(2026, 4, 1 + day % 3))
    sign_in(client, town.ana)
    seen, url = [], f"{URL}?size=3"
    while url:
        answer = client.get(url)
        seen += numbers(answer)
        older = answer.context["older"]
        url = URL + older if older else ""
    assert len(seen) == len(set(seen)) == 8


@pytest.mark.parametrize(
    ("asked", "given"), [("0", 1), ("x", 1), ("999999999", 1), ("1", 1), ("-5", 1), ("9" * 5000, 1)]
)
def test_nonsense_in_the_address_is_not_an_error(town, client, asked, given):
    answer = sign_in(client, town.ana).get(f"{URL}?size={asked}&after={asked}&show={asked}")
    assert answer.status_code == 200
    assert len(numbers(answer)) == given


def test_the_price_does_not_grow_with_the_cases(town, client, django_assert_max_num_queries):
    sign_in(client, town.ana).get(URL)
    for _ in range(5):
        town.new_case(next_step="Go on.")
    with django_assert_max_num_queries(QUERIES):
        assert len(numbers(client.get(URL))) == 6


def test_that_a_caseload_was_shown_is_logged_without_words(town, client):
    sign_in(client, town.ana).get(URL)
    (event,) = audit_events("caseload_shown")
    assert event.detail == '{"cases": 1}'


def test_the_way_in_to_an_intake_stands_on_the_page(town, client):
    assert reverse("cases:intake") in sign_in(client, town.ana).get(URL).content.decode()
