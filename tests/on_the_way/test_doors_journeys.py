"""Who opens the pages on which two offices speak of a journey."""

import pytest
from django.urls import reverse

from amparo.core import clock
from amparo.journeys.access import journey as access
from amparo.journeys.actions import journey as journeys
from amparo.journeys.models import Journey, Step
from tests.doors import an_event, is_read_with, last_event, opens
from tests.helpers import audit_events, sign_in, statuses

NUMBER = "0123456789abcdef" * 2


@pytest.fixture
def announced(crossing):
    asked = ("request", clock.today(), crossing.request_facts(country="MX"))
    crossing.takes_in(crossing.they_say(asked, journey=NUMBER, side="sending"))
    return Journey.objects.get(number=NUMBER)


def test_who_opens_both_ends_of_a_journey(crossing, town, client):
    url = reverse("journeys:both_ends", args=[town.case.pk, crossing.journey.pk])
    assert statuses(client, url, [*town.everyone, town.noe]) == {
        "nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "noe": 404,
    }  # fmt: skip


def test_who_opens_what_came(announced, town, client):
    for url, refused in (
        (reverse("journeys:received"), 403),
        (reverse("journeys:received_one", args=[announced.pk]), 404),
    ):
        found = statuses(client, url, [*town.everyone, town.fina])
        assert found["nobody"] == 302
        assert found["ana"] == 200
        assert found["fina"] in (403, 404), refused
    assert audit_events("journey_opened")


def test_another_agency_finds_nothing_of_it(announced, town, client):
    page = sign_in(client, town.bruno).get(reverse("journeys:received"))
    assert announced.shown_number not in page.content.decode()
    url = reverse("journeys:received_one", args=[announced.pk])
    assert client.get(url).status_code == 404


def test_a_request_is_sealed_from_its_page(crossing, town, client):
    crossing.decides(), crossing.says_yes(), crossing.assess(), crossing.clause()
    url = reverse("journeys:both_ends", args=[town.case.pk, crossing.journey.pk])
    sign_in(client, town.ana)
    first, last = crossing.goes, crossing.goes + (crossing.goes - clock.today())
    answer = client.post(url, {"step": "ask", "first": last, "last": first, "needs": "Legal"})
    assert "lies before the first" in answer.content.decode()
    assert 'value="Legal"' in answer.content.decode()
    answer = client.post(url, {"step": "ask", "first": first, "last": last, "needs": "Legal"})
    assert answer.status_code == 302
    step = Step.objects.get()
    assert step.facts == {
        "pathway": "return", "country": "GT", "grown": "adult", "languages": [],
        "needs": ["Legal"], "from": first.isoformat(), "until": last.isoformat(),
    }  # fmt: skip
    page = client.get(url).content.decode()
    assert step.digest[:8] in page


def test_while_a_gate_is_shut_its_sentence_stands_where_the_button_is(crossing, town, client):
    url = reverse("journeys:both_ends", args=[town.case.pk, crossing.journey.pk])
    page = sign_in(client, town.ana).get(url).content.decode()
    assert "Nobody has talked with her about all her options yet" in page


def test_the_other_end_answers_confirms_and_follows_on_one_page(announced, crossing, town, client):
    url = reverse("journeys:received_one", args=[announced.pk])
    sign_in(client, town.ana)
    today = clock.today().isoformat()
    page = client.post(url, {"step": "link", "l-number": town.case.shown_number})
    assert "another journey that is not over" in page.content.decode()
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="other")
    posts = [
        ({"step": "answer", "a-says": "yes", "a-host": "safe"}, "agreed"),
        ({"step": "arrival", "day": today}, "arrived"),
        ({"step": "visit", "v-day": today, "v-month": "1"}, "arrived"),
        ({"step": "link", "l-number": town.case.shown_number}, "arrived"),
        ({"step": "closure", "c-day": today}, "closed"),
    ]
    for typed, state in posts:
        answer = client.post(url, typed)
        assert answer.status_code == 302, answer.content.decode()
        announced.refresh_from_db()
        assert announced.state == state
    assert announced.case == town.case


def test_what_is_typed_wrongly_is_said_and_kept(announced, town, client):
    url = reverse("journeys:received_one", args=[announced.pk])
    sign_in(client, town.ana)
    page = client.post(url, {"step": "link", "l-number": "XXXX"}).content.decode()
    assert "no number of a case" in page
    page = client.post(url, {"step": "answer", "a-says": "yes", "a-host": "unsafe"})
    assert "not safe where she would live" in page.content.decode()


def test_what_came_is_opened_by_its_own_agency_and_logged(announced, town):
    assert access.received_or_404(town.ana, announced.pk) == announced
    assert last_event() == an_event("journey_opened", town.ana, announced)
    for member in (town.bruno, town.celia, town.fina, town.noe):
        assert opens(access.received_or_404, member, announced.pk) is None


def test_a_journey_of_hers_opens_to_her_team_and_one_without_a_case_to_who_writes_files(
    announced, crossing, town
):
    hers = crossing.journey
    assert set(access.visible_journeys(town.ana)) == {hers, announced}
    assert not access.visible_journeys(town.bruno).exists()
    assert not access.visible_journeys(town.fina).exists()
    assert not access.visible_journeys(town.noe).exists()
    # One that has its case is seen by who sees the case, and by nobody else of the agency.
    other = town.new_case(by=town.alba)
    Journey.objects.filter(pk=announced.pk).update(case=other)
    assert announced not in access.visible_journeys(town.ana)
    assert opens(access.received_or_404, town.ana, announced.pk) is None
    assert announced in access.visible_journeys(town.alba)
    # Of the sending end, one whose case is gone belongs to nobody.
    Journey.objects.filter(pk=announced.pk).update(case=None)
    assert announced in access.visible_journeys(town.ana)
    # A case that opens to her, whose journey another agency accompanies.
    Journey.objects.filter(pk=hers.pk).update(agency=town.faro)
    assert hers not in access.visible_journeys(town.ana)


def test_who_belongs_to_no_agency_sees_none(announced, town):
    town.ana.agency = None
    assert not access.visible_journeys(town.ana).exists()


def test_a_journey_comes_with_what_its_page_asks(crossing, town):
    (found,) = access.visible_journeys(town.ana)
    assert is_read_with(found, "case__person", "case__agency", "agency", "office", "begun_by")
    (found,) = access.of_case(town.case)
    assert is_read_with(found, "case__person", "case__agency", "agency", "office", "begun_by")
