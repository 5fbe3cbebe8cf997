"""The established procedures of identification: versioned data, shipped as files.

A file is never edited once somebody was screened by it: a change is a new version beside it, and
what was answered under the old one stays readable. Every file says where it comes from, and what
of it is still to be verified.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "data"
READY, NOT_LOADED = "ready", "not_loaded"
PROFILES = ("adult", "child", "any")
# Of an indicator: strong, medium, weak; an element needs no weight.
WEIGHTS, ELEMENTS = {"S", "M", "W"}, {"E"}
RULES = ("weighted", "any", "all")
EVIDENCE = ("read", "check", "verify", "missing")


class BadProcedure(Exception):
    """A file of a procedure that is not whole."""


@dataclass(frozen=True)
class Item:
    """One question of a procedure, in our own short words."""

    code: str
    words: Mapping[str, str]
    strength: str
    notes: Mapping[str, str]
    verify: bool

    @property
    def label(self) -> str:
        return _in_language(self.words)

    @property
    def note(self) -> str:
        return _in_language(self.notes)


@dataclass(frozen=True)
class Dimension:
    """Questions that are read together. `beside`: read, but nothing depends on it."""

    code: str
    titles: Mapping[str, str]
    rule: str
    items: tuple[Item, ...]
    notes: Mapping[str, str]
    not_needed_under_18: bool
    beside: bool

    @property
    def title(self) -> str:
        return _in_language(self.titles)

    @property
    def note(self) -> str:
        return _in_language(self.notes)


@dataclass(frozen=True)
class Procedure:
    """One version of one procedure."""

    id: str
    version: str
    profile: str
    status: str
    titles: Mapping[str, str]
    sources: Mapping[str, str]
    evidence: str
    evidence_notes: Mapping[str, str]
    combinations: tuple[str, ...]
    needs_all: tuple[str, ...]
    needs_one_of: tuple[str, ...]
    dimensions: tuple[Dimension, ...] = field(repr=False)

    @property
    def key(self) -> str:
        """What a screening and a decision are bound to: the procedure and its version."""
        return f"{self.id}-{self.version}"

    @property
    def title(self) -> str:
        return _in_language(self.titles)

    @property
    def source(self) -> str:
        return _in_language(self.sources)

    @property
    def evidence_note(self) -> str:
        return _in_language(self.evidence_notes)

    @property
    def is_loaded(self) -> bool:
        return self.status == READY

    @property
    def codes(self) -> list[str]:
        """Every question as an answer is kept: dimension and item."""
        return [f"{d.code}.{item.code}" for d in self.dimensions for item in d.items]


def every() -> list[Procedure]:
    """All versions of all procedures, a procedure's newest first."""
    return list(_held(FOLDER).values())


def current() -> list[Procedure]:
    """The newest version of each procedure."""
    newest: dict[str, Procedure] = {}
    for procedure in every():
        newest.setdefault(procedure.id, procedure)
    return list(newest.values())


def get(key: str) -> Procedure | None:
    return _held(FOLDER).get(key)


def title_of(key: str) -> str:
    """A version in words; what no file of ours knows is shown as it was typed."""
    held = get(key)
    return f"{held.title} · {held.version}" if held else key


@cache
def _held(folder: Path) -> dict[str, Procedure]:
    found = [read(path) for path in folder.glob("*.json")]
    ordered = sorted(found, key=lambda one: (ORDER.get(one.id, 99), one.id, -int(one.version)))
    return {one.key: one for one in ordered}


ORDER = {"palermo": 0, "ilo-labour-adult": 1, "ilo-labour-child": 2, "mx-art10": 3}


def read(path: Path) -> Procedure:
    """One file, refused when anything of its shape is wrong: nobody is screened by half a list."""
    held = json.loads(path.read_text(encoding="utf-8"))
    try:
        procedure = _procedure(held)
    except (KeyError, TypeError) as error:
        raise BadProcedure(f"{path.name}: {error!r} is missing") from error
    if wrong := list(_wrong(procedure)):
        raise BadProcedure(f"{path.name}: {'; '.join(wrong)}")
    if path.stem != procedure.key:
        raise BadProcedure(f"{path.name} holds {procedure.key}")
    return procedure


def _procedure(held: dict[str, Any]) -> Procedure:
    return Procedure(
        id=held["id"],
        version=held["version"],
        profile=held["profile"],
        status=held["status"],
        titles=held["title"],
        sources=held["source"],
        evidence=held["evidence"],
        evidence_notes=held["evidence_note"],
        combinations=tuple(held["combinations"]),
        needs_all=tuple(held["pattern"]["all"]),
        needs_one_of=tuple(held["pattern"]["one_of"]),
        dimensions=tuple(_dimension(part) for part in held["dimensions"]),
    )


def _dimension(held: dict[str, Any]) -> Dimension:
    items = tuple(
        Item(
            code=one["code"],
            words={"en": one["en"], "es": one["es"]},
            strength=one["strength"],
            notes=one.get("note", {}),
            verify=one.get("verify", False),
        )
        for one in held["items"]
    )
    return Dimension(
        code=held["code"],
        titles=held["title"],
        rule=held["rule"],
        items=items,
        notes=held.get("note", {}),
        not_needed_under_18=held.get("not_needed_under_18", False),
        beside=held.get("beside", False),
    )


def _wrong(procedure: Procedure) -> Iterable[str]:
    named = {dimension.code for dimension in procedure.dimensions}
    if not procedure.version.isdigit():
        yield "a version is a number"
    if procedure.profile not in PROFILES or procedure.evidence not in EVIDENCE:
        yield "profile or evidence is unknown"
    if procedure.is_loaded != bool(named) or procedure.status not in (READY, NOT_LOADED):
        yield "what is not loaded asks nothing, and what is loaded asks something"
    if not named.issuperset((*procedure.needs_all, *procedure.needs_one_of)):
        yield "the pattern names a dimension that is not there"
    if len(set(procedure.codes)) != len(procedure.codes) or len(named) != len(procedure.dimensions):
        yield "a code stands twice"
    for both in (procedure.titles, procedure.sources, procedure.evidence_notes):
        if set(both) != {"en", "es"} or not all(both.values()):
            yield "a text is not in both languages"
    for dimension in procedure.dimensions:
        yield from _wrong_in(dimension)


def _wrong_in(dimension: Dimension) -> Iterable[str]:
    if dimension.rule not in RULES or not dimension.items:
        yield f"{dimension.code}: no rule or nothing to ask"
    strengths = {item.strength for item in dimension.items}
    if not strengths <= (WEIGHTS if dimension.rule == "weighted" else ELEMENTS):
        yield f"{dimension.code}: strengths and rule do not fit"
    texts = [dimension.titles, *(item.words for item in dimension.items)]
    texts += [one for one in (dimension.notes, *(i.notes for i in dimension.items)) if one]
    if any(set(both) != {"en", "es"} or not all(both.values()) for both in texts):
        yield f"{dimension.code}: a text is not in both languages"


def _in_language(both: Mapping[str, str]) -> str:
    language = "es" if (get_language() or "es").startswith("es") else "en"
    return both.get(language, "")
