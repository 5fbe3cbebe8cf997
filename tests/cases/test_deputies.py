"""Places on a team that end by themselves, and colleagues who stand in for some days."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as members
from amparo.agencies.enums import Role
from amparo.cases import access, actions
from amparo.cases.access import need_to_know as doors
from amparo.cases.actions import deputies
from amparo.cases.models import Deputy
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def nora(town):
    return members.enrol(
        by=agencies.OPERATOR, username="nora", display_name="Nora Nieve", agency=town.casa_luz,
        role=Role.CASEWORKER, password="nora crosses the river", language="en",
    )  # fmt: skip


@pytest.fixture
def on(monkeypatch):
    """Set the day: `on(3)` is three days from today."""
    now = clock.now()

    def to(days):
        monkeypatch.setattr(clock, "now", lambda: now + days * DAY)

    return to


def sees(member, case):
    return access.visible_cases(member).filter(pk=case.pk).exists()


def away(town, deputy, *, by=None, first=1, last=3, absent=None):
    today = clock.today()
    return deputies.name_deputy(
        by=by or town.ana, absent=absent or town.ana, deputy=deputy,
        starts_on=today + first * DAY, ends_on=today + last * DAY,
    )  # fmt: skip


def test_a_place_on_a_team_ends_by_itself(town, nora, on, client):
    sign_in(client, town.alba)
    until = clock.today() + 2 * DAY
    url = reverse("cases:team", args=[town.case.pk])
    assert client.post(url, {"join": nora.pk, "until": until.isoformat()}).status_code == 302
    assert "Nora Nieve" in client.get(url).content.decode()
    for day, opens in ((0, True), (2, True), (3, False)):
        on(day)
        assert sees(nora, town.case) == opens, day
    actions.assign(by=town.alba, case=town.case, member=nora)
    assert sees(nora, town.case), "brought in again, for good"


def test_a_day_that_is_over_is_refused_in_words(town, nora, client):
    sign_in(client, town.alba)
    url = reverse("cases:team", args=[town.case.pk])
    sent = {"join": nora.pk, "until": (clock.today() - DAY).isoformat()}
    assert "That day is over" in client.post(url, sent).content.decode()
    with pytest.raises(Refused):
        actions.assign(by=town.alba, case=town.case, member=nora, until=clock.today() - DAY)
    assert not sees(nora, town.case)


def test_who_stands_in_opens_her_cases_from_the_first_day_to_the_last(town, nora, on, client):
    away(town, nora)
    for day, opens in ((0, False), (1, True), (3, True), (4, False)):
        on(day)
        assert sees(nora, town.case) == opens, day
    on(2)
    assert sign_in(client, nora).get(town.case.get_absolute_url()).status_code == 200
    assert '"as": "deputy"' in audit_events("case_opened")[-1].detail
    sign_in(client, town.ana)
    page = client.get(reverse("cases:who_saw", args=[town.case.pk])).content.decode()
    assert "standing in for a colleague" in page


def test_it_ends_early_and_with_the_access_of_either(town, nora, on):
    deputy = away(town, nora, first=0)
    assert sees(nora, town.case)
    deputies.end_deputy(by=town.alba, deputy=deputy)
    assert not sees(nora, town.case)
    away(town, nora, first=0)
    members.end_access(by=_ada(town), member=town.ana, why="left")
    assert not sees(nora, town.case)
    assert not Deputy.objects.filter(ended_at__isnull=True).exists()


def _ada(town):
    return members.enrol(
        by=agencies.OPERATOR, username="ada", display_name="Ada Agua", agency=town.programme,
        role=Role.ADMINISTRATOR, password="ada crosses the river", language="en",
    )  # fmt: skip


def test_nobody_stands_in_who_opens_no_cases_elsewhere_or_for_ever(town, nora):
    for wrong in (town.bruno, town.fina, town.ana):
        with pytest.raises(Refused):
            away(town, wrong)
    for first, last in ((0, 93), (2, 1), (-3, -1)):
        with pytest.raises(Refused):
            away(town, nora, first=first, last=last)
    with pytest.raises(Refused):
        away(town, town.ana, by=nora, absent=town.alba)
    with pytest.raises(Refused):
        away(town, nora, by=town.bruno)


def test_standing_in_is_not_passed_on(town, nora):
    ines = members.enrol(
        by=agencies.OPERATOR, username="ines", display_name="Inés", agency=town.casa_luz,
        role=Role.CASEWORKER, password="ines crosses the river", language="en",
    )  # fmt: skip
    away(town, nora, first=0)
    away(town, ines, by=nora, absent=nora, first=0)
    assert sees(nora, town.case)
    assert not sees(ines, town.case)


def test_who_stands_in_for_a_coordinator_is_on_call_and_opens_no_more(town, nora, on):
    other = town.new_case()
    assert not doors.is_on_call(nora)
    away(town, nora, by=town.alba, absent=town.alba)
    for day, is_on_call in ((0, False), (1, True), (3, True), (4, False)):
        on(day)
        assert doors.is_on_call(nora) == is_on_call
        assert not sees(nora, other)


def test_who_opens_the_page_and_who_says_what(town, nora, client):
    url = reverse("cases:colleagues")
    found = statuses(client, url, [None, town.ana, town.alba, town.fina, town.noe])
    assert found == {"nobody": 302, "ana": 200, "alba": 200, "fina": 404, "noe": 404}
    today = clock.today()
    sent = {"absent": town.ana.pk, "deputy": nora.pk, "starts_on": today, "ends_on": today}
    sign_in(client, nora)
    assert client.post(url, sent).status_code == 200, "only her own absences"
    assert not Deputy.objects.exists()
    sign_in(client, town.ana)
    assert client.post(url, sent | {"ends_on": today - DAY}).status_code == 200
    assert client.post(url, sent).status_code == 302
    deputy = Deputy.objects.get()
    end = reverse("cases:deputy_end", args=[deputy.pk])
    assert statuses(client, end, [town.bruno, nora, town.ana], method="post") == {
        "bruno": 404, "nora": 404, "ana": 302,
    }  # fmt: skip
    assert not sees(nora, town.case)


def test_a_coordinator_ends_what_a_colleague_has_open_and_nobody_elses(town, client):
    from django.test import Client

    hers = sign_in(Client(), town.ana)
    foreign = sign_in(Client(), town.bruno)
    url = reverse("cases:visits_end", args=[town.ana.pk])
    assert statuses(client, url, [town.ana, town.fina, town.bruno], method="post") == {
        "ana": 404, "fina": 404, "bruno": 404,
    }  # fmt: skip
    hers = sign_in(Client(), town.ana)
    sign_in(client, town.alba)
    assert client.post(reverse("cases:visits_end", args=[town.bruno.pk])).status_code == 404
    assert client.post(url).status_code == 302
    assert hers.get(reverse("cases:caseload")).status_code == 302
    assert foreign.get(reverse("cases:caseload")).status_code == 200
    assert len(audit_events("visits_ended")) == 1
