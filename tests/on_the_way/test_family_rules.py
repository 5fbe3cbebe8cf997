"""The rules that are shipped: whole, in both languages, dated, and every row to be verified."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from amparo.journeys import family_rules
from amparo.journeys.enums import FamilyPaper, Kin
from amparo.journeys.family_rules import FOLDER, BadRule

FILES = sorted(path.name for path in FOLDER.glob("*.json"))
DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)


def test_the_united_states_have_their_own_and_other_countries_are_asked():
    assert FILES == ["general-1.json", "us-t-1.json"]
    assert family_rules.of_country("US", on=TODAY).key == "us-t-1"
    assert family_rules.of_country("CA", on=TODAY).key == "general-1"
    assert [each.key for each in family_rules.offered("US", on=TODAY)] == ["us-t-1", "general-1"]


@pytest.mark.parametrize("name", FILES)
def test_every_row_says_in_both_languages_that_it_is_to_be_verified(name):
    held = family_rules.read(FOLDER / name)
    assert all(each.verify for each in [*held.papers, *(held.who or ())])
    for language, word in (("es", "por verificar"), ("en", "to be verified")):
        with translation.override(language):
            assert word in held.source
            assert held.title
            assert all(each.label for each in held.papers)


def codes(rule, kin, *, child):
    return {each.code for each in rule.papers_for(kin, child=child)}


def test_papers_follow_from_relation_and_age():
    held = family_rules.get("us-t-1")
    everybody = codes(held, "child", child=False)
    assert codes(held, "child", child=True) - everybody == {"custody", "leave"}
    assert codes(held, "spouse", child=False) - everybody == {"marriage"}
    assert codes(held, "sibling", child=False) - everybody == {"unmarried", "kinship"}
    assert "answer" in codes(family_rules.get("general-1"), "other", child=False)


def test_a_rule_holds_from_its_first_to_its_last_day(tmp_path, monkeypatch):
    old = json.loads((FOLDER / "us-t-1.json").read_text())
    (tmp_path / "general-1.json").write_text((FOLDER / "general-1.json").read_text())
    (tmp_path / "us-t-1.json").write_text(json.dumps(old | {"ends": "2026-11-23"}))
    newer = old | {"version": "2", "begins": "2026-11-24"}
    (tmp_path / "us-t-2.json").write_text(json.dumps(newer))
    monkeypatch.setattr(family_rules, "FOLDER", tmp_path)
    assert family_rules.of_country("US", on=TODAY).key == "us-t-1"
    assert family_rules.of_country("US", on=TODAY + DAY).key == "us-t-2"
    assert [each.key for each in family_rules.offered("US", on=TODAY + DAY)] == [
        "us-t-2", "general-1",
    ]  # fmt: skip
    assert family_rules.get("us-t-1").version == "1"
    assert family_rules.get("us-t-9") is None
    both = replace(family_rules.get("us-t-1"), begins=TODAY)
    assert [both.holds(TODAY + days * DAY) for days in (-1, 0, 1)] == [False, True, False]


def test_of_two_versions_that_hold_the_newest_counts(tmp_path, monkeypatch):
    held = json.loads((FOLDER / "general-1.json").read_text())
    for version in ("9", "10"):
        path = tmp_path / f"general-{version}.json"
        path.write_text(json.dumps(held | {"version": version}))
    monkeypatch.setattr(family_rules, "FOLDER", tmp_path)
    assert family_rules.of_country("US", on=TODAY).key == "general-10"


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "one"},
        {"papers": []},
        {"papers": None},
        {"who": []},
        {"who": [{"kin": "aunt", "verify": True}]},
        {"who": [{"kin": "child"}]},
        {"day": "yesterday"},
        {"begins": "soon"},
        {"begins": "2026-02-01", "ends": "2026-01-31"},
        {"title": {"en": "Only one"}},
        {"papers": [{"code": "spell", "verify": True}]},
        {"papers": [{"code": "birth"}]},
        {"papers": [{"code": "birth", "for": "cats", "verify": True}]},
        {"papers": [{"code": "birth", "kin": ["aunt"], "verify": True}]},
        {"papers": [{"code": "birth", "verify": True}] * 2},
        {"id": "another"},
    ],
)
def test_a_rule_that_is_not_whole_is_refused(tmp_path, wrong):
    path = tmp_path / "us-t-1.json"
    path.write_text(json.dumps(json.loads((FOLDER / "us-t-1.json").read_text()) | wrong))
    with pytest.raises(BadRule):
        family_rules.read(path)


def test_a_rule_of_one_day_is_whole(tmp_path):
    path = tmp_path / "us-t-1.json"
    held = json.loads((FOLDER / "us-t-1.json").read_text())
    path.write_text(json.dumps(held | {"begins": "2026-02-01", "ends": "2026-02-01"}))
    assert family_rules.read(path).holds(date(2026, 2, 1))


def test_every_relation_and_paper_has_words():
    assert all(each.label for each in Kin)
    assert all(each.label for each in FamilyPaper)
