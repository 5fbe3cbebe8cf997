"""Which relatives a country lets come to her, and by which papers, as versioned data.

A file is never edited once a family was prepared by it: a change is a new version beside it, with
the days on which each holds. None of it was read in the official text, so every row says that it is
to be verified, and where nothing is known the rule says to ask.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from amparo.journeys.enums import Day, FamilyPaper, Kin

FOLDER = Path(__file__).parent / "data"
# Of a file for every country without one of its own.
ANYWHERE = "*"
WHOSE = {"any", "child", "adult"}


class BadRule(Exception):
    """A file of a rule that is not whole."""


@dataclass(frozen=True)
class Who:
    """A relation whom the rule lets come, and what it asks of her and of the relative."""

    kin: str
    # She is younger than this, and the relative is.
    she_under: int | None = None
    they_under: int | None = None
    unmarried: bool = False
    verify: bool = True


@dataclass(frozen=True)
class Row:
    """A paper that the rule asks of a relative."""

    code: str
    # Of which relations; of none named, of all.
    kin: frozenset[str] = frozenset()
    whose: str = "any"
    expires: bool = False
    verify: bool = True

    @property
    def label(self) -> str:
        return str(FamilyPaper(self.code).label)


@dataclass(frozen=True)
class Rule:
    """One version of the rule of one country."""

    id: str
    version: str
    country: str
    titles: Mapping[str, str]
    sources: Mapping[str, str]
    begins: date | None
    ends: date | None
    # On which day it asks how old somebody is.
    day: str
    # None: it is not known whom this country lets come.
    who: tuple[Who, ...] | None
    papers: tuple[Row, ...]

    @property
    def key(self) -> str:
        return f"{self.id}-{self.version}"

    @property
    def title(self) -> str:
        return _in_language(self.titles)

    @property
    def source(self) -> str:
        return _in_language(self.sources)

    def holds(self, on: date) -> bool:
        """Its first and its last day are in it."""
        return (self.begins is None or self.begins <= on) and (self.ends is None or on <= self.ends)

    def papers_for(self, kin: str, *, child: bool) -> list[Row]:
        whose = {"any", "child" if child else "adult"}
        return [
            each
            for each in self.papers
            if each.whose in whose and (not each.kin or kin in each.kin)
        ]


def of_country(country: str, *, on: date) -> Rule:
    """The newest version that holds on a day, or the general one."""
    return offered(country, on=on)[0]


def offered(country: str, *, on: date) -> list[Rule]:
    """Those of a country on a day, the newest first; the general one last."""
    held = [each for each in _held(FOLDER).values() if each.holds(on)]
    newest: dict[str, Rule] = {}
    for each in sorted(held, key=lambda each: int(each.version)):
        newest[each.id] = each
    own = [each for each in newest.values() if each.country == country]
    return own + [each for each in newest.values() if each.country == ANYWHERE]


def get(key: str) -> Rule | None:
    return _held(FOLDER).get(key)


@cache
def _held(folder: Path) -> dict[str, Rule]:
    found = [read(path) for path in sorted(folder.glob("*.json"))]
    return {each.key: each for each in found}


def read(path: Path) -> Rule:
    """One file, refused when anything of its shape is wrong: nobody travels by half a rule."""
    held = json.loads(path.read_text(encoding="utf-8"))
    try:
        found = _rule(held)
    except (KeyError, TypeError, ValueError) as error:
        raise BadRule(f"{path.name}: {error!r}") from error
    if wrong := list(_wrong(found)):
        raise BadRule(f"{path.name}: {'; '.join(wrong)}")
    if path.stem != found.key:
        raise BadRule(f"{path.name} holds {found.key}")
    return found


def _rule(held: dict[str, Any]) -> Rule:
    return Rule(
        id=held["id"],
        version=held["version"],
        country=held["country"],
        titles=held["title"],
        sources=held["source"],
        begins=_day(held["begins"]),
        ends=_day(held["ends"]),
        day=held["day"],
        who=None if held["who"] is None else tuple(_who(each) for each in held["who"]),
        papers=tuple(_row(each) for each in held["papers"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _who(held: dict[str, Any]) -> Who:
    return Who(
        kin=held["kin"],
        she_under=held.get("she_under"),
        they_under=held.get("they_under"),
        unmarried=held.get("unmarried", False),
        verify=held["verify"],
    )


def _row(held: dict[str, Any]) -> Row:
    return Row(
        code=held["code"],
        kin=frozenset(held.get("kin", [])),
        whose=held.get("for", "any"),
        expires=held.get("expires", False),
        verify=held["verify"],
    )


def _wrong(found: Rule) -> Iterable[str]:
    if not found.version.isdigit():
        yield "a version is a number"
    if found.begins and found.ends and found.ends < found.begins:
        yield "it ends before it begins"
    if found.day not in Day:
        yield "it asks nobody's age on any day"
    if not found.papers or found.who == ():
        yield "it names no paper, or nobody"
    if {each.kin for each in found.who or ()} - set(Kin):
        yield "somebody whom it names is no relative"
    for each in found.papers:
        if each.code not in FamilyPaper or each.whose not in WHOSE or each.kin - set(Kin):
            yield f"{each.code}: no such paper, or of nobody"
    if len({each.code for each in found.papers}) != len(found.papers):
        yield "a code stands twice"
    for both in (found.titles, found.sources):
        if set(both) != {"en", "es"} or not all(both.values()):
            yield "a text is not in both languages"


def _in_language(both: Mapping[str, str]) -> str:
    language = "es" if (get_language() or "es").startswith("es") else "en"
    return both.get(language, "")
