"""When somebody's access ends her cases go back to the coordinator, and none is lost from sight."""

import pytest
from django.urls import reverse
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as members
from amparo.agencies import queries as agency_queries
from amparo.agencies.enums import Role
from amparo.cases import access, actions
from amparo.cases.models import Handover, Teammate
from amparo.core.decisions import Refused
from tests.helpers import audit_events, closed, sign_in, statuses

PAGE = "cases:handover"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def ada(town):
    return members.enrol(
        by=agencies.OPERATOR, username="ada", display_name="Ada Agua", agency=town.programme,
        role=Role.ADMINISTRATOR, password="ada crosses the river", language="en",
    )  # fmt: skip


@pytest.fixture
def nora(town):
    return members.enrol(
        by=agencies.OPERATOR, username="nora", display_name="Nora Nieve", agency=town.casa_luz,
        role=Role.CASEWORKER, password="nora crosses the river", language="en",
    )  # fmt: skip


def end(town, ada):
    members.end_access(by=ada, member=town.ana, why="left")


def agreed(waits):
    """A second yes: Ada is the only administrator here, so it comes from the machine."""
    members.confirm(by=agencies.OPERATOR, request=waits, address="https://x")


def sees(member, case):
    return access.visible_cases(member).filter(pk=case.pk).exists()


def test_who_opens_the_list(town, ada, client):
    everyone = [None, town.ana, town.alba, town.bruno, town.fina, ada]
    found = statuses(client, reverse(PAGE), everyone)
    assert found == {
        "nobody": 302, "ana": 404, "alba": 200, "bruno": 404, "fina": 404, "ada": 404,
    }  # fmt: skip


def test_her_teams_end_and_the_coordinator_still_sees_the_case(town, ada):
    end(town, ada)
    assert not Teammate.objects.filter(member=town.ana).exists()
    assert sees(town.alba, town.case)
    assert [handover.case for handover in Handover.objects.all()] == [town.case]
    (left,) = audit_events("team_left")
    assert (left.about_id, '"why": "left"' in left.detail) == (str(town.case.pk), True)


def test_restored_she_is_on_no_team(town, ada):
    end(town, ada)
    agreed(
        members.restore_access(
            by=ada, member=town.ana, email="ana@example.org", address="https://x"
        )
    )
    town.ana.refresh_from_db()
    assert not sees(town.ana, town.case)


def test_the_caseload_says_that_a_case_waits_and_to_nobody_else(town, ada, nora, client):
    sign_in(client, town.alba)
    assert "handed over" not in client.get(reverse("cases:caseload")).content.decode()
    end(town, ada)
    assert "1 case waits" in client.get(reverse("cases:caseload")).content.decode()
    sign_in(client, nora)
    assert "handed over" not in client.get(reverse("cases:caseload")).content.decode()


def test_the_coordinator_hands_several_over_at_once(town, ada, nora, client):
    other = town.new_case()
    end(town, ada)
    sign_in(client, town.alba)
    page = client.get(reverse(PAGE)).content.decode()
    assert page.count("Nobody else works on it") == 2
    assert town.case.shown_number in page
    sent = {"case": [town.case.pk, other.pk], "to": nora.pk}
    assert client.post(reverse(PAGE), sent).status_code == 302
    assert sees(nora, town.case)
    assert sees(nora, other)
    assert not Handover.objects.exists()


def test_what_is_not_ticked_stays_and_nothing_ticked_changes_nothing(town, ada, nora, client):
    town.new_case()
    end(town, ada)
    sign_in(client, town.alba)
    client.post(reverse(PAGE), {"to": nora.pk})
    assert Handover.objects.count() == 2
    client.post(reverse(PAGE), {"case": [town.case.pk], "settle": "1", "to": nora.pk})
    assert Handover.objects.count() == 1
    assert not sees(nora, town.case)
    assert len(audit_events("handover_settled")) == 1


@pytest.mark.parametrize("who", ["bruno", "noe"])
def test_nothing_is_handed_to_another_agency_or_role(town, ada, client, who):
    end(town, ada)
    sign_in(client, town.alba)
    sent = {"case": [town.case.pk], "to": getattr(town, who).pk}
    assert client.post(reverse(PAGE), sent).status_code == 404
    assert Handover.objects.count() == 1


def test_a_case_of_another_agency_cannot_be_ticked(town, ada, nora, client):
    foreign = town.new_case(by=town.bruno)
    members.end_access(by=ada, member=town.bruno, why="left")
    sign_in(client, town.alba)
    client.post(reverse(PAGE), {"case": [foreign.pk], "to": nora.pk})
    assert not sees(nora, foreign)
    with pytest.raises(Refused):
        actions.settle_handover(by=town.alba, case=foreign)


def test_bringing_somebody_into_the_team_settles_it_too(town, ada, nora):
    end(town, ada)
    actions.assign(by=town.alba, case=town.case, member=nora)
    assert not Handover.objects.exists()


def test_a_closed_case_needs_nobody(town, ada):
    closed(town.case, by=town.ana)
    end(town, ada)
    assert not Handover.objects.exists()
    assert sees(town.alba, town.case)


def test_who_works_on_it_still_is_named(town, ada, nora, client):
    actions.assign(by=town.alba, case=town.case, member=nora)
    end(town, ada)
    sign_in(client, town.alba)
    page = client.get(reverse(PAGE)).content.decode()
    assert "Nora Nieve" in page
    assert "Ana Arroyo left" in page


def test_a_role_that_opens_no_cases_hands_them_back_and_one_that_does_keeps_them(town, ada):
    agreed(members.change_role(by=ada, member=town.ana, role=Role.COORDINATOR))
    assert not Handover.objects.exists()
    members.change_role(by=ada, member=town.ana, role=Role.EDITOR)
    assert Handover.objects.count() == 1


def test_an_agency_without_coordinator_is_named_to_the_administrators(town, ada, client):
    """Else a case of nobody's would be seen by nobody."""
    bruno = town.new_case(by=town.bruno)
    sign_in(client, ada)
    page = client.get(reverse("agencies:members")).content.decode()
    assert "Faro (invented) holds cases" in page
    assert "Casa Luz (invented) holds cases" not in page
    members.end_access(by=ada, member=town.alba, why="left")
    found = [agency.code for agency in agency_queries.agencies_without_coordinator()]
    assert found == ["casa-luz", "faro"]
    members.end_access(by=ada, member=town.bruno, why="left")
    agreed(members.change_role(by=ada, member=town.ana, role=Role.COORDINATOR))
    assert [a.code for a in agency_queries.agencies_without_coordinator()] == ["faro"]
    heir = members.enrol(
        by=ada, username="hilda", display_name="Hilda", agency=town.faro, role=Role.COORDINATOR
    )
    assert sees(heir, bruno)
    assert agency_queries.agencies_without_coordinator() == []
