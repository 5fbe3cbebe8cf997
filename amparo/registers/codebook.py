"""Codebooks of public standards: which columns there are, and which values each may hold."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_noop as _

from amparo.registers.folding import clean, fold_name

BOOKS = Path(__file__).parent / "codebooks"
KINDS = ("htcds", "ctdc-kanon", "ctdc-synthetic", "ctdc-victim-perpetrator")
# Statistical programs cut names at 32 characters; CTDC published such a file.
CUT_NAME = 32
NO_ANSWERS = frozenset({"", "-99", "00", "zz", "unknown"})
WHOLE = re.compile(r"(-?\d+)\.0+")
ITEM = re.compile(r"\s*;\s*")

NOT_IN_LIST = _("This value is not among the values of the codebook for this column.")
NOT_A_COUNTRY = _("This is neither a two-letter nor a three-letter code of a country.")


@dataclass(frozen=True, slots=True)
class Domain:
    """The values a column of a public data set may hold; no-answers are always allowed."""

    values: frozenset[str] | None = None
    pattern: re.Pattern[str] | None = None
    is_country: bool = False
    separator: str = ""
    zero_is_an_answer: bool = False

    def is_missing(self, raw: str) -> bool:
        value = plain(raw)
        if value == "0":
            return not self.zero_is_an_answer
        return value.casefold() in NO_ANSWERS

    def refusal(self, raw: str) -> str:
        """Why the value is rejected; empty when it is not."""
        if self.is_missing(raw):
            return ""
        value = plain(raw)
        if self.is_country:
            return "" if value.upper() in countries() else NOT_A_COUNTRY
        items = ITEM.split(value) if self.separator else [value]
        return "" if all(map(self._holds, items)) else NOT_IN_LIST

    def _holds(self, item: str) -> bool:
        if self.values is not None:
            return item.casefold() in self.values
        return self.pattern is None or bool(self.pattern.fullmatch(item))


@dataclass(frozen=True, slots=True)
class Codebook:
    """A public data set that is kept as it is, outside the records of people."""

    kind: str
    title: str
    licence_note: str
    columns: dict[str, Domain]
    marks: dict[str, re.Pattern[str]] = field(default_factory=dict)  # column -> telling value

    def column_named(self, name: str) -> str | None:
        return _by_name(self.kind).get(fold_name(name)) or _cut_name(self.kind, name)


def plain(raw: str) -> str:
    """The value without outer spaces, and 1.0 as 1."""
    value = clean(raw)
    whole = WHOLE.fullmatch(value)
    return whole[1] if whole else value


@cache
def countries() -> dict[str, str]:
    """Every code of a country -> its two-letter code; former codes stand for themselves."""
    table = json.loads((BOOKS / "countries.json").read_text(encoding="utf-8"))
    both = table["codes"] | table["former"]
    return {two: two for two in both} | {three: two for two, three in both.items() if three}


@cache
def former_countries() -> frozenset[str]:
    table = json.loads((BOOKS / "countries.json").read_text(encoding="utf-8"))
    return frozenset(table["former"])


@cache
def codebook(kind: str) -> Codebook:
    table = json.loads((BOOKS / f"{kind}.json").read_text(encoding="utf-8"))
    domains = {name: _domain(facts) for name, facts in table["domains"].items()}
    marks = {
        column: re.compile(table["marks"][domain])
        for column, domain in table["columns"].items()
        if domain in table["marks"]
    }
    columns = {column: domains[domain] for column, domain in table["columns"].items()}
    return Codebook(kind, table["title"], table["licence_note"], columns, marks)


def _domain(facts: dict) -> Domain:
    return Domain(
        values=frozenset(map(str.casefold, facts["list"])) if "list" in facts else None,
        pattern=re.compile(facts["pattern"]) if "pattern" in facts else None,
        is_country=facts.get("countries", False),
        separator=facts.get("several", ""),
        zero_is_an_answer=facts.get("zero_is_an_answer", False),
    )


@cache
def _by_name(kind: str) -> dict[str, str]:
    return {fold_name(column): column for column in codebook(kind).columns}


def _cut_name(kind: str, name: str) -> str | None:
    cut = fold_name(name)
    if len(cut) != CUT_NAME:
        return None
    whole = [column for folded, column in _by_name(kind).items() if folded.startswith(cut)]
    return whole[0] if len(whole) == 1 else None
