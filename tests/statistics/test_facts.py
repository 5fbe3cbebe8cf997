"""What is counted of a person: coarse facts under a version of the definitions."""

from datetime import date

import pytest

from amparo.statistics import facts
from amparo.statistics.facts import Counted


def person(**given):
    known = {
        "gender": "Feminine",
        "birth_year": 1990,
        "citizenships": ["GT"],
        "opened_on": date(2010, 6, 1),
        "is_identified": True,
        "is_assisted": True,
        "purposes": ["ForcedBegging"],
    }
    return Counted(**(known | given))


def row(**given):
    return facts.row(person(**given), definition="seed-2010")


def test_begging_is_labour_by_choice_of_definition():
    under = {
        version: facts.row(person(), definition=version)["figures"]["labour"]
        for version in ("seed-2010", "htcds-2.0")
    }
    assert under == {"seed-2010": True, "htcds-2.0": False}


@pytest.mark.parametrize(
    ("birth_year", "group"),
    [(None, "unknown"), (1991, "adult"), (1992, "unknown"), (1993, "child")],
)
def test_the_year_of_birth_leaves_one_year_of_doubt(birth_year, group):
    assert row(birth_year=birth_year)["age_group"] == group


@pytest.mark.parametrize(
    ("citizenships", "region"),
    [(["GT"], "central_america"), (["GT", "HN"], "central_america"), ([], "unknown"),
     (["GT", "CO"], "several")],
)  # fmt: skip
def test_a_country_becomes_a_region(citizenships, region):
    assert row(citizenships=citizenships)["region"] == region


@pytest.mark.parametrize(
    ("identified", "assisted", "known"),
    [(True, True, "identified_and_assisted"), (True, False, "identified_only"),
     (False, True, "assisted_only")],
)  # fmt: skip
def test_identified_and_assisted_are_two_flags(identified, assisted, known):
    assert row(is_identified=identified, is_assisted=assisted)["known"] == known


def test_women_and_girls_of_central_america_are_both():
    said = {
        (gender, country): row(gender=gender, citizenships=[country])["figures"][
            "central_american_woman_or_girl"
        ]
        for gender in ("Feminine", "Masculine")
        for country in ("GT", "CO")
    }
    assert [who for who, is_true in said.items() if is_true] == [("Feminine", "GT")]


def test_a_person_of_whom_nothing_is_known_is_still_counted():
    nothing = row(gender="unknown", birth_year=None, citizenships=[], purposes=[])
    assert nothing["form"] == ["unknown"]
    assert nothing["gender"] == "other_or_unknown"
