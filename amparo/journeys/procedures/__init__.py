"""How a return is prepared: steps, papers and who has a part in it, as versioned data.

A file is never edited once a return was prepared by it: a change is a new version beside it. None
of what stands in these files was read in the official text, so every row says that it is to be
verified.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "data"
# Of a file for every country without one of its own.
ANYWHERE = "*"
WHO = {"any", "child", "adult"}


class BadProcedure(Exception):
    """A file of a procedure that is not whole."""


@dataclass(frozen=True)
class Row:
    """A step, a paper, or somebody with a part in it."""

    code: str
    words: Mapping[str, str]
    # For whom: any, child or adult.
    whose: str = "any"
    # Of a paper: whether it ends on a day.
    expires: bool = True
    # Of a step: who does it.
    role: str = ""
    verify: bool = True

    @property
    def label(self) -> str:
        return _in_language(self.words)


@dataclass(frozen=True)
class Procedure:
    """One version of the procedure for one country."""

    id: str
    version: str
    country: str
    titles: Mapping[str, str]
    sources: Mapping[str, str]
    steps: tuple[Row, ...]
    papers: tuple[Row, ...]
    roles: tuple[Row, ...]

    @property
    def key(self) -> str:
        return f"{self.id}-{self.version}"

    @property
    def title(self) -> str:
        return _in_language(self.titles)

    @property
    def source(self) -> str:
        return _in_language(self.sources)

    def papers_for(self, *, child: bool) -> list[Row]:
        return [each for each in self.papers if each.whose in _whose(child)]

    def steps_for(self, *, child: bool) -> list[Row]:
        return [each for each in self.steps if each.whose in _whose(child)]

    def role(self, code: str) -> Row | None:
        return next((each for each in self.roles if each.code == code), None)


def _whose(child: bool) -> set[str]:
    return {"any", "child" if child else "adult"}


def of_country(country: str) -> Procedure:
    """The newest version for a country, or the general one."""
    held = _held(FOLDER).values()
    own = [each for each in held if each.country == country]
    return max(own or [e for e in held if e.country == ANYWHERE], key=lambda e: int(e.version))


def get(key: str) -> Procedure | None:
    return _held(FOLDER).get(key)


def every() -> list[Procedure]:
    return list(_held(FOLDER).values())


@cache
def _held(folder: Path) -> dict[str, Procedure]:
    found = [read(path) for path in sorted(folder.glob("*.json"))]
    return {each.key: each for each in found}


def read(path: Path) -> Procedure:
    """One file, refused when anything of its shape is wrong: nobody travels by half a list."""
    held = json.loads(path.read_text(encoding="utf-8"))
    try:
        found = Procedure(
            id=held["id"],
            version=held["version"],
            country=held["country"],
            titles=held["title"],
            sources=held["source"],
            steps=_rows(held["steps"]),
            papers=_rows(held["papers"]),
            roles=_rows(held["roles"]),
        )
    except (KeyError, TypeError) as error:
        raise BadProcedure(f"{path.name}: {error!r} is missing") from error
    if wrong := list(_wrong(found)):
        raise BadProcedure(f"{path.name}: {'; '.join(wrong)}")
    if path.stem != found.key:
        raise BadProcedure(f"{path.name} holds {found.key}")
    return found


def _rows(held: list[dict[str, Any]]) -> tuple[Row, ...]:
    return tuple(
        Row(
            code=each["code"],
            words={"en": each["en"], "es": each["es"]},
            whose=each.get("for", "any"),
            expires=each.get("expires", True),
            role=each.get("role", ""),
            verify=each["verify"],
        )
        for each in held
    )


def _wrong(found: Procedure) -> Iterable[str]:
    roles = {each.code for each in found.roles}
    if not found.version.isdigit():
        yield "a version is a number"
    if not (found.steps and found.papers and found.roles):
        yield "it names no step, no paper or nobody"
    for rows in (found.steps, found.papers, found.roles):
        if len({each.code for each in rows}) != len(rows):
            yield "a code stands twice"
    for each in (*found.steps, *found.papers, *found.roles):
        if each.whose not in WHO or (each.role and each.role not in roles):
            yield f"{each.code}: nobody it names is there"
        if not all(each.words.values()):
            yield f"{each.code}: a text is not in both languages"
    for both in (found.titles, found.sources):
        if set(both) != {"en", "es"} or not all(both.values()):
            yield "a text is not in both languages"


def _in_language(both: Mapping[str, str]) -> str:
    language = "es" if (get_language() or "es").startswith("es") else "en"
    return both.get(language, "")
