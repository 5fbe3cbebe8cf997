"""A unit of a shelter is changed later, and never under somebody who sleeps in it."""

import pytest

from amparo.assistance.actions import shelter as actions
from amparo.assistance.models import Unit
from amparo.assistance.queries import shelter as queries
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from tests.assistance.test_shelter import build, enter, someone
from tests.helpers import audit_events, sign_in, statuses


@pytest.fixture
def house(town):
    town = build(town)
    town.women = Unit.objects.get(name="Women")
    return town


@pytest.fixture
def url(house):
    return f"/shelter/{house.house.pk}/rooms/{house.women.pk}/"


def change(town, seen_version=1, **facts):
    return actions.change_unit(by=town.alba, unit=town.women, seen_version=seen_version, **facts)


def test_who_changes_a_unit(house, client, url):
    everyone = [*house.everyone, house.alba, house.fina, house.nora]
    table = {"nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, url, everyone) == table | {"nora": 404}
    other = actions.found_shelter(by=house.alba, agency=house.casa_luz, name="Otra")
    foreign = f"/shelter/{other.pk}/rooms/{house.women.pk}/"
    assert statuses(client, foreign, [house.alba]) == {"alba": 404}
    with pytest.raises(Refused, match="role"):
        actions.change_unit(by=house.nora, unit=house.women, seen_version=1, name="Quiet")
    with pytest.raises(Refused, match="role"):
        actions.add_beds(by=house.nora, unit=house.women, beds=1)


def test_for_whom_it_is_changes_only_while_nobody_sleeps_in_it(house, client):
    enter(house)
    for facts in (
        {"welcomes": ["lgbti", "women"]},
        {"kind": "family"},
        {"in_use": False},
        {"name": "Quiet", "welcomes": ["men"]},
    ):
        with pytest.raises(Refused, match="once it is empty"):
            change(house, **facts)
    assert change(house, name="Quiet").name == "Quiet"
    empty = Unit.objects.get(name="Children")
    facts = {"welcomes": ["lgbti", "men"], "kind": "room", "name": "Men"}
    empty = actions.change_unit(by=house.alba, unit=empty, seen_version=1, **facts)
    # From now on the rules of a bed are those of the new unit.
    assert enter(house, someone(house), where=("Men", 1), asks_for="men")
    with pytest.raises(Refused, match="This name is taken"):
        change(house, 2, name="Men")
    for event in audit_events("unit_changed"):
        assert event.detail == "{}"
        assert "Men" not in event.fields


def test_a_unit_out_of_use_has_no_bed_for_anybody(house):
    change(house, in_use=False)
    with pytest.raises(Refused, match="out of use"):
        enter(house)
    assert "Women" not in {bed.unit.name for bed in queries.free_beds([house.house])}
    change(house, 2, in_use=True)
    enter(house)


def test_beds_are_added_under_the_next_numbers_also_while_somebody_sleeps_there(house, client, url):
    enter(house)
    alba = sign_in(client, house.alba)
    assert alba.post(url, {"do": "beds", "beds": 2}).status_code == 302
    assert [bed.label for bed in house.women.beds.all()] == ["1", "2", "3", "4", "5"]
    assert alba.post(url, {"do": "beds", "beds": 0}).context["more"].errors
    assert "40 beds at most" in alba.post(url, {"do": "beds", "beds": 36}).content.decode()
    assert house.women.beds.count() == 5
    enter(house, someone(house), where=("Women", 5))


def test_two_who_change_a_unit_at_once_lose_nothing(house, client, url):
    alba = sign_in(client, house.alba)
    seen = alba.get(url).context["form"].initial["seen"]
    change(house, name="Quiet")
    sent = {"do": "change", "name": "Women", "kind": "room", "welcomes": ["women", "lgbti"],
            "in_use": "on", "seen": seen}  # fmt: skip
    page = alba.post(url, sent)
    assert "Quiet" in page.content.decode()
    house.women.refresh_from_db()
    assert house.women.welcomes == ["women"]
    with pytest.raises(ChangedMeanwhile):
        change(house, in_use=False)
    seen = page.context["form"].initial["seen"]
    assert alba.post(url, sent | {"name": "Quiet", "seen": seen}).status_code == 302
    house.women.refresh_from_db()
    assert (house.women.name, house.women.welcomes) == ("Quiet", ["lgbti", "women"])
    # Saved once more without a change, nothing is said of it.
    seen = alba.get(url).context["form"].initial["seen"]
    assert alba.post(url, sent | {"name": "Quiet", "seen": seen}).status_code == 302
    assert len(audit_events("unit_changed")) == 2
