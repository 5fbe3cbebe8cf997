"""One row of coded facts for each counted person. Coarse on purpose: no country leaves here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from amparo.journeys.enums.reintegration import Ending
from amparo.taxonomy import codes
from amparo.taxonomy.queries import region_of, regions

ADULT = 18
FEMALE, MALE = "Feminine", "Masculine"
CENTRAL_AMERICA, SEVERAL_REGIONS = "central_america", "several"
UNKNOWN = "unknown"
NOT_ACCOMPANIED, ACCOMPANIED = "not_accompanied", "accompanied"
OUTCOMES = (ACCOMPANIED, *Ending.values, NOT_ACCOMPANIED)
# What an extract tabulates: coarse one-way tables and the figures of sentences.
TABLES = (
    ("known",),
    ("gender",),
    ("age_group",),
    ("region",),
    ("form",),
    ("outcome",),
)
SEVERAL = ("form",)
# Sentences: each is true of some people, and says nothing of the others.
FIGURES = ("labour", "central_american_woman_or_girl", "guatemala")
# The groups of the tables above that a sentence speaks of a part of; readers put both together.
WITHIN: dict[str, tuple[tuple[str, ...], ...]] = {
    "central_american_woman_or_girl": (("gender", FEMALE), ("region", CENTRAL_AMERICA)),
    "guatemala": (("region", CENTRAL_AMERICA, SEVERAL_REGIONS),),
}
# Sentences that say one label of a table in words: they print what the table prints.
SAME = {"labour": ("form", "labour")}


@dataclass(frozen=True)
class Counted:
    """What is read of a person to count her: no name, no exact date of birth."""

    gender: str
    birth_year: int | None
    citizenships: list[str]
    opened_on: date
    is_identified: bool
    is_assisted: bool
    purposes: list[str]
    # How accompanying her in a new life ended, or that it goes on, or that it never began.
    outcome: str = NOT_ACCOMPANIED
    # Which records say so. Of them a count keeps no more than sealed marks.
    records: tuple[UUID, ...] = ()


def labels(definition: str) -> dict[str, tuple[str, ...]]:
    """Every label that a table may have: readers know the list, so nobody is found by its gaps."""
    return {
        "known": ("identified_and_assisted", "identified_only", "assisted_only"),
        "gender": (FEMALE, MALE, "other_or_unknown"),
        "age_group": ("adult", "child", UNKNOWN),
        "region": (*regions(), SEVERAL_REGIONS, UNKNOWN),
        "form": (*codes.forms(definition), UNKNOWN),
        "outcome": OUTCOMES,
    }


def row(person: Counted, *, definition: str) -> dict[str, Any]:
    """The facts that are tabulated, under one version of the definitions."""
    forms = sorted(codes.form_of(person.purposes, definition)) or [UNKNOWN]
    region = _region(person.citizenships)
    female = person.gender == FEMALE
    return {
        "known": _known(person),
        "gender": person.gender if person.gender in {FEMALE, MALE} else "other_or_unknown",
        "age_group": _age_group(person),
        "region": region,
        "form": forms,
        "outcome": person.outcome,
        "figures": {
            "labour": "labour" in forms,
            "central_american_woman_or_girl": female and region == CENTRAL_AMERICA,
            "guatemala": "GT" in person.citizenships,
        },
    }


def _known(person: Counted) -> str:
    """Identified and assisted are two flags; a person is counted once in their union."""
    if person.is_identified and person.is_assisted:
        return "identified_and_assisted"
    return "identified_only" if person.is_identified else "assisted_only"


def _age_group(person: Counted) -> str:
    """At the opening of the case. The year alone leaves one year of doubt, kept as unknown."""
    if person.birth_year is None:
        return UNKNOWN
    youngest = person.opened_on.year - person.birth_year - 1
    if youngest >= ADULT:
        return "adult"
    return "child" if youngest + 1 < ADULT else UNKNOWN


def _region(citizenships: Iterable[str]) -> str:
    found = {region_of(country) or UNKNOWN for country in citizenships} or {UNKNOWN}
    return found.pop() if len(found) == 1 else SEVERAL_REGIONS
