"""Indicators are data: each says what it divides by what, and one that nobody feeds says so."""

import json
from pathlib import Path

import pytest

from amparo.projects import catalogue, feeding
from amparo.projects.enums import Pillar
from tests.helpers import sign_in

HELD = catalogue.indicators()
# Of the groups of the indicator set; the plain counts stand beside them.
GROUPS = {
    "detection", "protection", "return", "reintegration", "reunification", "justice", "law",
    "coordination", "prevention", "private", "capacity", "data",
}  # fmt: skip


def test_every_group_of_the_set_is_there():
    path = Path(catalogue.__file__).parent / "indicators" / f"{catalogue.VERSION}.json"
    held = json.loads(path.read_text())
    assert {each["group"] for each in held["indicators"] if each.get("core", True)} == GROUPS


@pytest.mark.parametrize("each", HELD.values(), ids=HELD)
def test_each_says_in_both_languages_what_is_counted(each):
    for words in (each.names, each.numerators, each.denominators or each.names, each.group):
        assert set(words) == {"en", "es"}
        assert all(words.values())
    if each.unit in ("percent", "rate"):
        assert each.denominators, "a share without what it is a share of"


def test_the_four_pillars_each_have_one(town):
    assert {each.pillar for each in HELD.values()} == set(Pillar)


def test_one_that_nobody_feeds_says_so(town, client):
    assert not feeding.is_fed("kap_change")
    page = sign_in(client, town.ana).get("/projects/indicators/").content.decode()
    assert page.count("Nothing feeds it yet") == sum(not feeding.is_fed(code) for code in HELD)
    asked = feeding.Asked(first=None, last=None)
    assert feeding.fed("kap_change", asked) is None


def test_the_room_counts_itself_how_many_lack_a_source(town):
    fed = feeding.fed("indicators_without_source", feeding.Asked(first=None, last=None))
    core = [each.code for each in HELD.values() if each.core]
    assert fed.denominator == len(core)
    assert fed.numerator == sum(not feeding.is_fed(code) for code in core)
