"""A visit ends at once: by one touch, from another device, by an administrator, with the access."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from amparo.agencies import actions
from amparo.cases import access
from amparo.cases import actions as cases
from amparo.cases.models import Handover
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def a_case(member):
    return cases.take_in(by=member, agency=member.agency, about_person={}, about_case={})


def test_one_touch_ends_the_visit_and_leaves_a_page_that_says_nothing(house):
    client = sign_in(Client(), house.ana)
    assert 'action="/lock/"' in client.get(reverse("cases:caseload")).content.decode()
    answer = client.post(reverse("site:lock"), follow=True)
    assert answer.redirect_chain == [("/closed/", 302)]
    page = answer.content.decode()
    assert "Ana" not in page
    assert "Caseload" not in page
    assert "/cases/" not in page
    assert client.get(reverse("cases:caseload")).status_code == 302
    assert client.get(reverse("site:lock")).status_code == 302


def test_she_ends_what_she_has_open_elsewhere_and_stays_where_she_is(house):
    here, there, other = (sign_in(Client(), who) for who in (house.ana, house.ana, house.alba))
    assert here.post(reverse("agencies:end_other_visits")).status_code == 302
    assert here.get(reverse("cases:caseload")).status_code == 200
    assert there.get(reverse("cases:caseload")).status_code == 302
    assert other.get(reverse("cases:caseload")).status_code == 200
    (event,) = audit_events("other_visits_ended")
    assert '"visits": 1' in event.detail


def test_an_administrator_ends_her_visits_and_her_access_stays(house, client):
    hers = sign_in(Client(), house.ana)
    url = reverse("agencies:end_visits", args=[house.ana.pk])
    found = statuses(client, url, [house.alba, house.bruno, house.noe, house.ada], method="post")
    assert found == {"alba": 404, "bruno": 404, "noe": 404, "ada": 302}
    assert hers.get(reverse("cases:caseload")).status_code == 302
    assert sign_in(Client(), house.ana).get(reverse("cases:caseload")).status_code == 200
    with pytest.raises(Refused):
        actions.end_visits(by=house.bruno, member=house.ana)


def test_her_cases_go_straight_to_a_colleague_and_a_childs_waits(house, client):
    mine = a_case(house.ana)
    child = cases.take_in(
        by=house.ana, agency=house.luz, about_person={"birth_year": 2020}, about_case={}
    )
    nora = actions.enrol(
        by=house.ada, username="nora", display_name="Nora", agency=house.luz, role="caseworker",
        password="palabra-inventada-178",
    )  # fmt: skip
    sign_in(client, house.ada)
    url = reverse("agencies:end_access", args=[house.ana.pk])
    assert client.post(url, {"why": "left", "to": house.bruno.pk}).status_code == 200
    house.ana.refresh_from_db()
    assert house.ana.is_active, "a colleague of another agency takes nothing"
    assert client.post(url, {"why": "left", "to": nora.pk}).status_code == 302
    assert set(access.visible_cases(nora)) == {mine}
    assert [waits.case for waits in Handover.objects.all()] == [child]


@pytest.mark.parametrize("who", ["bruno", "noe", "ana"])
def test_cases_go_to_nobody_who_opens_none_here(house, who):
    with pytest.raises(Refused):
        actions.end_access(by=house.ada, member=house.ana, why="left", to=getattr(house, who))
    house.ana.refresh_from_db()
    assert house.ana.is_active
