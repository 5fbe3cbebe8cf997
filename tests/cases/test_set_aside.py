"""A colleague bears a feared name and is said to be another: by whom, of what, and until when."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from amparo import agencies
from amparo.agencies.actions import standing
from amparo.agencies.enums import Role
from amparo.cases import actions
from amparo.cases.access import conflicts as access
from amparo.cases.actions import conflicts, deputies, teams
from amparo.cases.models import Case, DisclosureReader, NotTheSame
from amparo.cases.policies import conflicts as policies
from amparo.cases.queries.relations import team_conflicts
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.actions.relations import add_related, revise_related
from amparo.people.actions.same import compare, undo_comparison
from amparo.people.queries import relations
from tests.cases.test_shared_named_only import faro  # noqa: F401
from tests.helpers import audit_events, sign_in
from tests.town import _member

DAY = timedelta(days=1)
WHY = "He is a man of sixty; she was with me that day."


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def cira(town):
    return _member("cira", "Cira Coyol", town.casa_luz, Role.COORDINATOR)


@pytest.fixture
def nora(town):
    return _member("nora", "Nora Nieve", town.casa_luz, Role.CASEWORKER)


def fears(town, name, case=None, **facts):
    facts = {"relation": "employer", "suspected": True} | facts
    return add_related(by=town.ana, person=(case or town.case).person, name=name, **facts)


def set_aside(town, member):
    return conflicts.set_aside(by=town.alba, case=town.case, member=member, reason=WHY)


def stands(town, member):
    """The same answer at the door, on the case page, and for the houses."""
    case = Case.objects.select_related("person").get(pk=town.case.pk)
    answers = {
        access.stands_between(case, member),
        access.in_conflict([case], member) == {case.pk},
        access.feared(case, [member]) == [member],
    }
    assert len(answers) == 1
    return answers.pop()


# Who says it


def test_no_coordinator_says_of_herself_that_she_is_another(town, cira, client):
    fears(town, "Alba Abedul")
    with pytest.raises(Refused, match="Nobody says of herself"):
        actions.assign(by=town.alba, case=town.case, member=town.alba, not_the_same=WHY)
    page = f"{town.case.get_absolute_url()}team/"
    asked = sign_in(client, town.alba).post(page, {"join": town.alba.pk}).content.decode()
    assert "Nobody says of herself" in asked
    sent = {"join": town.alba.pk, "not_the_same": WHY}
    assert client.post(page, sent).status_code == 403
    assert not NotTheSame.objects.exists()
    assert sign_in(client, cira).post(page, sent).status_code == 302
    assert NotTheSame.objects.get().decided_by == cira
    assert town.case.team.filter(member=town.alba).exists()


def test_once_another_said_it_she_joins_like_anybody(town, cira):
    fears(town, "Alba Abedul")
    conflicts.set_aside(by=cira, case=town.case, member=town.alba, reason=WHY)
    assert actions.assign(by=town.alba, case=town.case, member=town.alba)
    assert NotTheSame.objects.count() == 1


def test_on_a_file_for_named_people_it_takes_a_coordinator_too(town, cira):
    child = town.new_case(person={"birth_date": "2015-02-03", "birth_year": 2015})
    fears(town, "Cira Coyol", case=child)
    with pytest.raises(Refused, match="Your role does not allow"):
        actions.assign(by=town.ana, case=child, member=cira, not_the_same=WHY)
    assert not NotTheSame.objects.exists()
    actions.assign(by=town.ana, case=child, member=town.alba)
    assert actions.assign(by=town.alba, case=child, member=cira, not_the_same=WHY)


# Of what it was said


def test_a_danger_that_is_written_down_later_was_not_looked_at(town, nora):
    fears(town, "Nora Nieve")
    set_aside(town, nora)
    assert not stands(town, nora)
    fears(town, "Nora Nieve Nava")
    assert stands(town, nora)
    set_aside(town, nora)
    assert not stands(town, nora)


def test_a_danger_that_is_renamed_later_was_not_looked_at(town, nora):
    row, other = fears(town, "Nora Nieve"), fears(town, "Ulises Inventado")
    set_aside(town, nora)
    revise_related(by=town.ana, related=row, seen_version=1, note="Seen in Tapachula.")
    assert not stands(town, nora)
    revise_related(by=town.ana, related=other, seen_version=1, name="Nora Nieve")
    assert stands(town, nora)


def test_who_turns_out_to_be_a_danger_later_was_not_looked_at(town, nora):
    fears(town, "Nora Nieve")
    friend = fears(town, "Nora Nieve Nava", suspected=False, relation="friend")
    set_aside(town, nora)
    assert not stands(town, nora)
    revise_related(by=town.ana, related=friend, seen_version=1, never_contact=True)
    assert stands(town, nora)


def test_dangers_of_a_record_that_is_joined_later_were_not_looked_at(town, nora):
    other = town.new_case()
    fears(town, "Nora Nieve", case=other)
    fears(town, "Nora Nieve")
    set_aside(town, nora)
    assert not stands(town, nora)
    joined = compare(
        by=town.alba, one=town.case.person, other=other.person, verdict="one", why="Same scar."
    )
    assert stands(town, nora)
    undo_comparison(by=town.alba, comparison=joined)
    assert not stands(town, nora)


def test_the_case_page_counts_what_the_door_would_refuse(town):
    fears(town, "Ana Arroyo")
    around = relations.around(town.case.person)
    assert team_conflicts(town.case, around) == 1
    set_aside(town, town.ana)
    assert team_conflicts(town.case, around) == 0
    fears(town, "Ana Arroyo Alba")
    assert team_conflicts(town.case, relations.around(town.case.person)) == 1


# It is taken back


def test_it_is_taken_back_on_the_page_of_the_team(town, nora, client):
    fears(town, "Nora Nieve")
    row = set_aside(town, nora)
    page = f"{town.case.get_absolute_url()}team/"
    shown = sign_in(client, town.ana).get(page).content.decode()
    assert WHY in shown
    assert "Nora Nieve may be the same person" in shown
    foreign = {"take_back": str(town.new_case().pk)}
    assert client.post(page, foreign).status_code == 404
    assert client.post(page, {"take_back": str(row.pk)}).status_code == 302
    assert stands(town, nora)
    shown = client.get(page).content.decode()
    assert "Taken back by Ana Arroyo" in shown
    assert "Nora Nieve may be the same person" not in shown
    (event,) = audit_events("conflict_taken_back")
    assert (event.actor, event.about_id) == (str(town.ana.pk), str(town.case.pk))
    assert json.loads(event.detail) == {"member": str(nora.pk)}
    # It can be said anew, by who looked anew.
    set_aside(town, nora)
    assert not stands(town, nora)
    row.refresh_from_db()
    assert row.ended_by == town.ana


def test_it_is_taken_back_where_the_houses_see_it(town, nora, client):
    fears(town, "Nora Nieve")
    row = set_aside(town, nora)
    page = f"/assistance/{town.case.pk}/stay/colleagues/"
    assert "may be the same person" in sign_in(client, town.ana).get(page).content.decode()
    assert client.post(page, {"take_back": str(row.pk)}).url == page
    assert stands(town, nora)
    assert access.feared(town.case, [nora, town.alba]) == [nora]


def test_taking_it_back_takes_back_all_that_was_said_before(town, nora):
    """Said twice, since a danger was written down between: the older one does not hold alone."""
    fears(town, "Nora Nieve")
    first = set_aside(town, nora)
    fears(town, "Nora Nieve Nava")
    second = set_aside(town, nora)
    conflicts.take_back(by=town.ana, row=second)
    assert stands(town, nora)
    conflicts.take_back(by=town.ana, row=first)
    with pytest.raises(Refused, match="taken back before"):
        conflicts.take_back(by=town.ana, row=first)


def test_who_takes_it_back(town, nora, cira):
    fears(town, "Nora Nieve")
    row = set_aside(town, nora)
    for one in (town.ana, town.alba, cira):
        assert policies.can_take_back(row, by=one)
    assert "Only the agency" in policies.can_take_back(row, by=town.bruno).reason
    assert "Your role" in policies.can_take_back(row, by=town.fina).reason


# Who asks in vain


def withheld(by, about):
    """The last line says by whom and which colleague it was, and of no person."""
    event = audit_events("conflict_withheld")[-1]
    assert (event.actor, event.about_id) == (str(by.pk), str(about.pk))
    assert event.person == ""
    assert event.detail == "{}"
    return len(audit_events("conflict_withheld"))


def test_each_page_that_says_no_for_a_feared_name_leaves_a_line(town, nora, client):
    fears(town, "Nora Nieve")
    today = clock.today()
    child = town.new_case(person={"birth_date": "2015-02-03", "birth_year": 2015})
    fears(town, "Nora Nieve", case=child)
    sign_in(client, town.ana)
    sent = {"absent": town.ana.pk, "deputy": nora.pk, "starts_on": today, "ends_on": today + DAY}
    client.post(reverse("cases:colleagues"), sent)
    assert withheld(town.ana, nora) == 1
    sign_in(client, town.alba)
    client.post(reverse("cases:named_files"), {"case": child.pk, "to": nora.pk})
    assert withheld(town.alba, nora) == 2
    ada = _member("ada", "Ada Agua", town.programme, Role.ADMINISTRATOR)
    standing.end_access(by=ada, member=town.ana, why="left")
    client.post(reverse("cases:handover"), {"case": [town.case.pk], "to": nora.pk})
    assert withheld(town.alba, nora) == 3
    shown = sign_in(client, town.fina).get(reverse("cases:glasses")).content.decode()
    assert shown.count("Chose a colleague whose name is feared") == 3
    assert "Nora" not in shown


def test_who_would_reach_the_file_as_a_deputy_leaves_a_line_too(town, nora, cira, client):
    away = {"starts_on": clock.today(), "ends_on": clock.today() + DAY}
    deputies.name_deputy(by=cira, absent=cira, deputy=nora, **away)
    fears(town, "Nora Nieve")
    sign_in(client, town.alba)
    page = f"{town.case.get_absolute_url()}team/"
    said = client.post(page, {"join": cira.pk}, follow=True).content.decode()
    assert "cannot go to this colleague together" in said
    assert withheld(town.alba, cira) == 1
    with pytest.raises(Refused, match="together"):
        teams.hand_over(by=town.alba, cases=[town.case], member=nora)
    assert withheld(town.alba, nora) == 2


def test_at_the_agency_to_which_a_childs_file_is_open_too(town, faro, client):  # noqa: F811
    add_related(
        by=town.ana, person=town.case.person, name="Bruno Barro", relation="employer",
        suspected=True,
    )  # fmt: skip
    sign_in(client, faro.gala)
    names = f"/shared/{faro.shared.pk}/readers/"
    said = client.post(names, {"to": town.bruno.pk}, follow=True).content.decode()
    assert "cannot be named to this file" in said
    assert not DisclosureReader.objects.exists()
    assert withheld(faro.gala, town.bruno) == 1


# Access given back


def test_access_given_back_opens_no_file_of_another_agency(town, faro, client):  # noqa: F811
    ada = _member("ada", "Ada Agua", town.programme, Role.ADMINISTRATOR)
    page = f"/shared/{faro.shared.pk}/"
    names = sign_in(client, faro.gala).post(f"{page}readers/", {"to": town.bruno.pk})
    assert names.status_code == 302
    assert sign_in(client, town.bruno).get(page).status_code == 200
    standing.end_access(by=ada, member=town.bruno, why="left")
    event = audit_events("shared_reader_taken_off")[-1]
    assert event.about_id == str(faro.shared.pk)
    assert json.loads(event.detail) == {"member": str(town.bruno.pk), "why": "left"}
    town.bruno.refresh_from_db()
    standing._let_back_in(ada, town.bruno, "bruno@example.org", "https://testserver/")
    assert sign_in(client, town.bruno).get(page).status_code == 404


def test_a_role_that_opens_no_cases_reads_nothing_by_name(town, faro, client):  # noqa: F811
    sign_in(client, faro.gala)
    client.post(f"/shared/{faro.shared.pk}/readers/", {"to": town.bruno.pk})
    standing._give_role(agencies.OPERATOR, town.bruno, Role.COORDINATOR)
    assert DisclosureReader.objects.filter(member=town.bruno).exists()
    standing._give_role(agencies.OPERATOR, town.bruno, Role.ANALYST)
    assert not DisclosureReader.objects.filter(member=town.bruno).exists()
