"""One row of coded facts for each counted person. Coarse on purpose: no country leaves here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from amparo.taxonomy import codes
from amparo.taxonomy.queries import region_of

ADULT = 18
FEMALE, MALE = "Feminine", "Masculine"
CENTRAL_AMERICA = "central_america"
# What an extract tabulates: coarse one-way tables and the figures of sentences.
TABLES = (
    ("known",),
    ("gender",),
    ("age_group",),
    ("region",),
    ("form",),
)
SEVERAL = ("form",)
# Sentences: each is true of some people, and says nothing of the others.
FIGURES = ("labour", "central_american_woman_or_girl", "guatemala")


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


def row(person: Counted, *, definition: str) -> dict[str, Any]:
    """The facts that are tabulated, under one version of the definitions."""
    forms = sorted(codes.form_of(person.purposes, definition)) or ["unknown"]
    region = _region(person.citizenships)
    female = person.gender == FEMALE
    return {
        "known": _known(person),
        "gender": person.gender if person.gender in {FEMALE, MALE} else "other_or_unknown",
        "age_group": _age_group(person),
        "region": region,
        "form": forms,
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
        return "unknown"
    youngest = person.opened_on.year - person.birth_year - 1
    if youngest >= ADULT:
        return "adult"
    return "child" if youngest + 1 < ADULT else "unknown"


def _region(citizenships: Iterable[str]) -> str:
    regions = {region_of(country) or "unknown" for country in citizenships} or {"unknown"}
    return regions.pop() if len(regions) == 1 else "several"
