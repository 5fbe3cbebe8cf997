"""The procedures that are shipped: whole, in both languages, and every row to be verified."""

import json
import shutil

import pytest
from django.utils import translation

from amparo.journeys import procedures
from amparo.journeys.procedures import FOLDER, BadProcedure

FILES = sorted(path.name for path in FOLDER.glob("*.json"))


def test_guatemala_has_its_own_and_other_countries_the_general_one():
    assert FILES == ["general-1.json", "mx-gt-1.json"]
    assert procedures.of_country("GT").key == "mx-gt-1"
    assert procedures.of_country("HN").key == "general-1"
    assert {each.key for each in procedures.every()} == {"general-1", "mx-gt-1"}


@pytest.mark.parametrize("name", FILES)
def test_every_row_says_in_both_languages_that_it_is_to_be_verified(name):
    held = procedures.read(FOLDER / name)
    rows = [*held.steps, *held.papers, *held.roles]
    assert all(each.verify for each in rows)
    for language, word in (("es", "por verificar"), ("en", "to be verified")):
        with translation.override(language):
            assert word in held.source
            assert all(each.label for each in rows)
            assert held.title


def test_a_child_has_papers_and_steps_that_an_adult_has_not():
    held = procedures.of_country("GT")
    child = {each.code for each in held.papers_for(child=True)}
    adult = {each.code for each in held.papers_for(child=False)}
    assert child - adult == {"child_leave", "child_plan"}
    assert not adult - child
    only = {e.code for e in held.steps_for(child=True)} - {
        e.code for e in held.steps_for(child=False)
    }
    assert only == {"best", "child_told"}
    assert held.role("consulate").code == "consulate"
    assert held.role("nobody") is None


def test_a_new_version_stands_beside_the_old_one(tmp_path, monkeypatch):
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path / name)
    newer = json.loads((FOLDER / "mx-gt-1.json").read_text()) | {"version": "2"}
    (tmp_path / "mx-gt-2.json").write_text(json.dumps(newer))
    monkeypatch.setattr(procedures, "FOLDER", tmp_path)
    assert procedures.of_country("GT").key == "mx-gt-2"
    assert procedures.get("mx-gt-1").version == "1"
    assert procedures.get("mx-gt-9") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "one"},
        {"steps": []},
        {"roles": None},
        {"title": {"en": "Only one"}},
        {"papers": [{"code": "a", "en": "A", "es": "", "verify": True}]},
        {"papers": [{"code": "a", "en": "A", "es": "A", "verify": True}] * 2},
        {"papers": [{"code": "a", "en": "A", "es": "A", "for": "cats", "verify": True}]},
        {"steps": [{"code": "a", "en": "A", "es": "A", "role": "ghost", "verify": True}]},
        {"papers": [{"code": "a", "en": "A", "es": "A"}]},
        {"id": "another"},
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path, wrong):
    held = json.loads((FOLDER / "mx-gt-1.json").read_text()) | wrong
    path = tmp_path / "mx-gt-1.json"
    path.write_text(json.dumps(held))
    with pytest.raises(BadProcedure):
        procedures.read(path)
