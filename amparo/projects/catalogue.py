"""The indicators of the programme: data with a version, each with what it divides by what."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from amparo.projects.enums import Pillar, Unit

VERSION = "2026-11"


@dataclass(frozen=True)
class Indicator:
    code: str
    group: dict[str, str]
    pillar: Pillar
    names: dict[str, str]
    numerators: dict[str, str]
    # Nothing: a plain count, or a number that is no share.
    denominators: dict[str, str]
    # Which room has the numbers, whether it exists already or not.
    room: str
    unit: Unit
    # Of the indicator set, and not one of the plain counts that donors ask for beside it.
    core: bool

    @property
    def name(self) -> str:
        return _spoken(self.names)

    @property
    def numerator(self) -> str:
        return _spoken(self.numerators)

    @property
    def denominator(self) -> str:
        return _spoken(self.denominators)

    @property
    def group_name(self) -> str:
        return _spoken(self.group)


def _spoken(words: dict[str, str]) -> str:
    language = (get_language() or "es")[:2]
    return words.get(language, words.get("en", ""))


@cache
def indicators() -> dict[str, Indicator]:
    path = Path(__file__).parent / "indicators" / f"{VERSION}.json"
    held = json.loads(path.read_text())
    return {each["code"]: _read(each, held["groups"]) for each in held["indicators"]}


def _read(each: dict[str, Any], groups: dict[str, dict[str, str]]) -> Indicator:
    return Indicator(
        code=each["code"],
        group=groups[each["group"]],
        pillar=Pillar(each["pillar"]),
        names=each["name"],
        numerators=each["numerator"],
        denominators=each.get("denominator", {}),
        room=each["room"],
        unit=Unit(each["unit"]),
        core=each.get("core", True),
    )


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """For a list to pick from, by group."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in indicators().values():
        found.setdefault(each.group_name, []).append((each.code, each.name))
    return list(found.items())
