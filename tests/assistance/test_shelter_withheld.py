"""Nobody learns by trying who sleeps in a house, and nobody lets herself into one."""

import json

import pytest
from django.urls import reverse

from amparo import agencies
from amparo.agencies import actions as members
from amparo.agencies.actions import standing
from amparo.agencies.enums import Role
from amparo.assistance.access import shelter as access
from amparo.assistance.actions import shelter as houses
from amparo.assistance.models import ShelterStaff, Stay
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.actions.relations import add_related
from tests.assistance.test_shelter import ENTERED, bed, build, enter, someone
from tests.helpers import as_if, audit_events, sign_in, statuses
from tests.town import FIRST, GIVEN, SECOND, _member

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(town):
    return build(town)


@pytest.fixture
def ada(town):
    return _member("ada", "Ada Agua", town.programme, Role.ADMINISTRATOR)


@pytest.fixture
def invented(house):
    """A file that somebody made up to ask whether Xquic sleeps in the house; she does."""
    enter(house)
    case = someone(house)
    name = f"{GIVEN} {FIRST} {SECOND}"
    facts = {"relation": "employer", "suspected": True, "name": name}
    add_related(by=house.ana, person=case.person, **facts)
    return case


# Who is entered


def test_an_invented_guest_is_answered_only_for_a_bed_that_she_would_get(house, invented):
    for where, why in (
        (("Family", 1), "whom this unit is for"),
        (("Children", 1), "whom this unit is for"),
        (("Women", 1), "A bed holds one person"),
    ):
        with pytest.raises(Refused, match=why):
            enter(house, invented, where=where)
    assert not audit_events("stay_withheld")
    with pytest.raises(Refused, match="endangers a person"):
        enter(house, invented, where=("Women", 2))


def test_the_log_keeps_that_somebody_asked_though_nothing_else_is_kept(house, invented, client):
    begun = len(audit_events("stay_begun"))
    sign_in(client, house.ana)
    now = clock.now().astimezone(clock.programme_zone())
    sent = ENTERED | {"bed": str(bed("Women", 2).pk), "entered_on": now.date().isoformat()}
    sent |= {"entered_time": now.strftime("%H:%M")}
    page = client.post(f"/assistance/{invented.pk}/stay/new/", sent)
    assert "endangers a person" in page.content.decode()
    assert Stay.objects.count() == 1
    assert len(audit_events("stay_begun")) == begun
    (event,) = audit_events("stay_withheld")
    assert (event.actor, event.about_id) == (str(house.ana.pk), str(invented.pk))
    assert json.loads(event.detail) == {"shelter": str(house.house.pk)}
    # Who looked and says how she knows that it is another is entered, and leaves no such line.
    enter(house, invented, where=("Women", 2), looked_why="Her sister bears this name too.")
    assert len(audit_events("stay_withheld")) == 1


def test_the_focal_point_sees_who_asked_and_never_whose_name_it_was(house, invented, client):
    with pytest.raises(Refused):
        enter(house, invented, where=("Women", 2))
    audit_events()
    page = reverse("cases:glasses")
    everyone = [*house.everyone, house.alba, house.fina, house.nora]
    table = {"nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "alba": 403, "fina": 200}
    assert statuses(client, page, everyone) == table | {"nora": 403}
    shown = sign_in(client, house.fina).get(page).content.decode()
    for said in ("Ana Arroyo", invented.shown_number, "where a feared name stood in the way"):
        assert said in shown
    for hidden in (GIVEN, FIRST, house.case.shown_number):
        assert hidden not in shown


# Who works there


def test_choosing_one_colleague_after_the_other_leaves_a_line_for_each(house, client):
    houses.remove_staff(by=house.alba, shelter=house.house, member=house.nora)
    enter(house)
    for name in ("Nora Noche", "Ana Arroyo"):
        facts = {"relation": "employer", "suspected": True, "name": name}
        add_related(by=house.ana, person=house.case.person, **facts)
    sign_in(client, house.alba)
    for colleague in (house.nora, house.ana):
        sent = {"do": "staff", "member": str(colleague.pk)}
        client.post(f"/shelter/{house.house.pk}/rooms/", sent)
    events = audit_events("conflict_withheld")
    assert [(each.actor, each.about_id) for each in events] == [
        (str(house.alba.pk), str(house.house.pk))
    ] * 2
    assert {json.loads(each.detail)["member"] for each in events} == {
        str(house.nora.pk),
        str(house.ana.pk),
    }
    assert not any(each.person for each in events)
    assert not ShelterStaff.objects.exists()


def test_nobody_names_herself_to_a_house_where_another_coordinator_could(house, client):
    bea = _member("bea", "Bea Brezo", house.casa_luz, Role.COORDINATOR)
    page = f"/shelter/{house.house.pk}/rooms/"
    sent = {"do": "staff", "member": str(house.alba.pk)}
    said = sign_in(client, house.alba).post(page, sent).content.decode()
    assert "Nobody names herself to a house" in said
    assert not access.is_on_staff(house.alba, house.house)
    houses.name_staff(by=bea, shelter=house.house, member=house.alba)
    assert access.is_on_staff(house.alba, house.house)
    assert not audit_events("shelter_named_herself")


def test_the_only_coordinator_may_and_the_focal_point_sees_it(house, client):
    # Another one was invited and has not come, one left, one is of another agency.
    bea = _member("bea", "Bea Brezo", house.casa_luz, Role.COORDINATOR)
    bea.set_password(None)
    bea.save(update_fields=["password"])
    as_if(_member("cira", "Cira Coyol", house.casa_luz, Role.COORDINATOR), is_active=False)
    _member("gala", "Gala Garza", house.faro, Role.COORDINATOR)
    houses.name_staff(by=house.alba, shelter=house.house, member=house.alba)
    assert access.is_on_staff(house.alba, house.house)
    (event,) = audit_events("shelter_named_herself")
    assert (event.actor, event.about_id) == (str(house.alba.pk), str(house.house.pk))
    shown = sign_in(client, house.fina).get(reverse("cases:glasses")).content.decode()
    assert "Named herself to a shelter" in shown
    assert "Alba Abedul" in shown


# Her access ends, and comes back


def given_back(member, ada):
    """As it is once two administrators have said yes and she has chosen a password."""
    standing._let_back_in(ada, member, f"{member.username}@example.org", "https://testserver/")
    member.refresh_from_db()
    return member


def test_access_given_back_opens_no_house_until_she_is_named_anew(house, ada):
    members.end_access(by=ada, member=house.nora, why="left")
    assert not ShelterStaff.objects.filter(member=house.nora).exists()
    event = audit_events("shelter_staff_removed")[-1]
    assert event.about_id == str(house.house.pk)
    assert json.loads(event.detail) == {"member": str(house.nora.pk), "why": "left"}
    house.nora.refresh_from_db()
    # As an older version, or a backup, left it.
    ShelterStaff.objects.create(shelter=house.house, member=house.nora)
    nora = given_back(house.nora, ada)
    assert nora.may("work_in_shelter")
    assert not access.is_on_staff(nora, house.house)
    assert houses.name_staff(by=house.alba, shelter=house.house, member=nora)


@pytest.mark.parametrize(("role", "stays"), [(Role.ANALYST, False), (Role.CASEWORKER, True)])
def test_a_role_that_works_in_no_shelter_is_on_no_staff(house, role, stays):
    standing._give_role(agencies.OPERATOR, house.nora, role)
    assert ShelterStaff.objects.filter(member=house.nora).exists() is stays
    standing._give_role(agencies.OPERATOR, house.nora, Role.SHELTER_WORKER)
    assert access.is_on_staff(house.nora, house.house) is stays


def test_a_caseworker_who_becomes_a_shelter_worker_keeps_her_house(house):
    houses.name_staff(by=house.alba, shelter=house.house, member=house.ana)
    standing._give_role(agencies.OPERATOR, house.ana, Role.SHELTER_WORKER)
    assert access.is_on_staff(house.ana, house.house)
