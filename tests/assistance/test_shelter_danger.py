"""Nobody of a name she fears works where she sleeps; no file ends while she stays."""

from datetime import timedelta

import pytest

from amparo.assistance.actions import shelter as houses
from amparo.assistance.actions import stay as actions
from amparo.assistance.models import ShelterStaff, Stay
from amparo.assistance.queries import shelter as queries
from amparo.cases.actions import closing, conflicts
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import keeping
from amparo.people.actions.relations import add_related
from amparo.people.queries.keeping import end_of
from tests.assistance.test_shelter import build, enter, someone
from tests.helpers import as_if, audit_events, closed, sign_in, statuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(town):
    return build(town)


def fears(town, case, name):
    facts = {"relation": "employer", "suspected": True, "name": name}
    return add_related(by=town.ana, person=case.person, **facts)


def test_nobody_is_entered_where_one_of_such_a_name_works_unless_somebody_looked(house):
    fears(house, house.case, "Nora Noche")
    with pytest.raises(Refused):
        enter(house)
    assert not Stay.objects.exists()
    stay = enter(house, looked_why="The driver is a man of sixty; this Nora is 25.")
    assert not stay.has_left


def test_nobody_is_named_to_a_house_in_which_one_who_fears_her_name_stays(house, client):
    houses.remove_staff(by=house.alba, shelter=house.house, member=house.nora)
    enter(house)
    fears(house, house.case, "Nora Noche")
    sign_in(client, house.alba)
    sent = {"do": "staff", "member": str(house.nora.pk)}
    said = client.post(f"/shelter/{house.house.pk}/rooms/", sent).content.decode()
    assert "Choose another one" in said
    assert not [word for word in ("fear", "endanger", "file") if f" {word}" in said]
    assert not ShelterStaff.objects.filter(member=house.nora).exists()
    houses.name_staff(by=house.alba, shelter=house.house, member=house.ana)


def test_her_team_is_told_when_it_learns_later_of_such_a_name(house, client):
    enter(house)
    page = house.case.get_absolute_url()
    told = "A colleague bears such a name"
    assert told not in sign_in(client, house.ana).get(page).content.decode()
    fears(house, house.case, "Nora Noche")
    assert told in client.get(page).content.decode()


def left(town, stay):
    facts = {"exit_reason": "her_wish", "where_to": "", "safe_exit": "yes"}
    at = clock.now() - timedelta(minutes=1)
    actions.leave_house(by=town.ana, stay=stay, left_at=at, **facts)


def test_a_case_is_not_closed_while_she_sleeps_in_a_house(house, client):
    stay, case = enter(house), house.case
    with pytest.raises(Refused, match="still entered in a shelter"):
        closed(case, by=house.ana)
    page = f"/cases/{case.pk}/closing/"
    exit_page = f"/assistance/{case.pk}/stay/{stay.pk}/exit/"
    said = sign_in(client, house.ana).get(page).content.decode()
    assert f'href="{exit_page}"' in said
    assert "disabled" in said
    ends = {"status": "Closed", "reason": "goals_reached", "words": "She lives with her aunt."}
    assert "still entered in a shelter" in client.post(page, ends).content.decode()
    left(house, stay)
    assert exit_page not in client.get(page).content.decode()
    asked = closing.ask(by=house.ana, case=case, **ends)
    # She comes back before the second person has said yes: then the yes waits too.
    again = enter(house)
    with pytest.raises(Refused, match="still entered in a shelter"):
        closing.approve(by=house.alba, closing=asked)
    left(house, again)
    assert not closing.approve(by=house.alba, closing=asked).is_open


def test_nothing_of_her_has_ended_while_she_stays_in_a_house(house, monkeypatch):
    case = someone(house)
    closed(case, by=house.ana)
    # As an earlier version left it, which closed cases of people who still slept in a house.
    stay = enter(house)
    as_if(stay, case=case)
    day = keeping.years_after(clock.today(), 30)
    monkeypatch.setattr(clock, "today", lambda: day)
    assert end_of(case.person).ends_on > day
    left(house, stay)
    assert end_of(case.person).ends_on < day


def test_a_coordinator_says_that_a_colleague_is_another_and_the_house_takes_her(house, client):
    houses.remove_staff(by=house.alba, shelter=house.house, member=house.nora)
    stay, why = enter(house), "The driver is a man of sixty; this Nora is 25."
    fears(house, house.case, "Nora Noche")
    page = f"/assistance/{house.case.pk}/stay/colleagues/"
    everyone = [*house.everyone, house.alba, house.fina, house.nora]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, page, everyone) == table | {"nora": 404}
    sent = {"member": str(house.nora.pk), "reason": why}
    said = sign_in(client, house.ana).post(page, sent).content.decode()
    assert "Your role does not allow" in said
    assert page in client.get(f"/assistance/{house.case.pk}/stay/").content.decode()
    sign_in(client, house.alba)
    assert client.post(page, sent | {"reason": " "}).context["form"].errors["reason"]
    assert client.post(page, sent).status_code == 302
    assert why in client.get(page).content.decode()
    assert page not in client.get(f"/assistance/{house.case.pk}/stay/").content.decode()
    (event,) = audit_events("conflict_set_aside")
    assert event.about_id == str(house.case.pk)
    assert str(house.nora.pk) in event.detail
    assert "sixty" not in event.detail + event.fields
    houses.name_staff(by=house.alba, shelter=house.house, member=house.nora)
    assert not queries.works_beside_a_danger(stay)
    # Said once, and of one file alone.
    with pytest.raises(Refused, match="set aside already"):
        conflicts.set_aside(by=house.alba, case=house.case, member=house.nora, reason=why)
    other = someone(house)
    fears(house, other, "Nora Noche")
    assert queries.bear_a_feared_name(other, [house.nora, house.ana]) == [house.nora]
