"""What leaves the house: printed values and reasons, never a true count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conteo.disclosure.counts import HIDDEN_CELL, Shown
from conteo.disclosure.ladder import CERTAIN_CHANGE
from conteo.disclosure.refusals import Refusal
from conteo.disclosure.tables import Key, key, spelled
from conteo.errors import BadInput

PUBLISH = "publish"
REFUSE = "refuse"

NEW = "new"  # never printed before
MOVED = "moved"  # the change is certainly five people or more
HELD_PAIR_RULE = "held_pair_rule"  # it is not, so the earlier print stays
HELD_TOTAL = "held_total"  # the total keeps its print, so every cell does
HELD_TABLE = "held_table"  # moving this table would describe too few people, so none of it moves
HIDDEN = "hidden"  # fewer than the threshold, or not certainly more
WITHHELD_CELL = "withheld"  # hidden so that a neighbour stays hidden

NO_RELEASE = (
    "An earlier release given for comparison is not a file written by"
    " `conteo release check --json`. Give that file."
)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell as printed. labels: in the order of the table's attributes. reason: a code."""

    labels: tuple[str, ...]
    shown: Shown
    reason: str


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table as printed. A label that is not listed stands for fewer than 10 people."""

    by: tuple[str, ...]
    several: frozenset[str]
    cells: tuple[PrintedCell, ...]

    @property
    def keys(self) -> dict[Key, PrintedCell]:
        """Cells by key."""
        return {key(self.by, cell.labels): cell for cell in self.cells}

    def labels(self, attribute: str) -> list[str]:
        """The labels listed for one attribute, in order."""
        position = self.by.index(attribute)
        return list(dict.fromkeys(cell.labels[position] for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a release. When refused, `tables` is empty: there is nothing to print.

    people: the printed total, with its reason. decision: "publish" or "refuse".
    """

    people: Shown
    people_reason: str
    decision: str
    refusals: tuple[Refusal, ...]
    tables: tuple[PrintedTable, ...]

    def table(self, by: Sequence[str]) -> PrintedTable | None:
        """The table that crosses these attributes, in any order, or None."""
        return next((t for t in self.tables if frozenset(t.by) == frozenset(by)), None)

    def cell(self, by: Sequence[str], *labels: str) -> PrintedCell:
        """One cell. A label the table does not list prints like zero: fewer than 10.

        Errors: BadInput when the release has no such table.
        """
        table = self.table(by)
        if table is None:
            raise BadInput("This release has no such table.")
        found = table.keys.get(key(by, labels))
        return found or PrintedCell(labels, HIDDEN_CELL, HIDDEN)

    def to_json(self) -> dict[str, Any]:
        """Printed values only. "known" is what a reader who knows the rules can conclude."""
        return {
            "people": self.people.text,
            "people_known": [self.people.low, self.people.high],
            "people_reason": self.people_reason,
            "decision": self.decision,
            "refusals": [refusal.to_json() for refusal in self.refusals],
            "tables": [
                {
                    "by": list(table.by),
                    "several": sorted(table.several),
                    "cells": [
                        {
                            "key": list(cell.labels),
                            "shown": cell.shown.text,
                            "known": [cell.shown.low, cell.shown.high],
                            "reason": cell.reason,
                        }
                        for cell in table.cells
                    ],
                }
                for table in self.tables
            ],
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Judged:
        """Read back what `to_json` wrote. "known", "reason" and "several" may be missing.

        Errors: BadInput when the shape is another, or when the release was refused.
        """
        try:
            if written.get("decision", PUBLISH) != PUBLISH:
                raise BadInput(
                    "An earlier release given for comparison was refused, so nobody has read it."
                    " Leave it out."
                )
            return cls(
                _read(written["people"], written.get("people_known"), total=True),
                str(written.get("people_reason", NEW)),
                PUBLISH,
                (),
                tuple(_read_table(table) for table in written["tables"]),
            )
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
            raise BadInput(NO_RELEASE) from None


def _read_table(table: Mapping[str, Any]) -> PrintedTable:
    cells = tuple(
        PrintedCell(
            tuple(spelled(str(label)) for label in cell["key"]),
            _read(cell["shown"], cell.get("known")),
            str(cell.get("reason", NEW)),
        )
        for cell in table["cells"]
    )
    by = tuple(spelled(str(attribute)) for attribute in table["by"])
    if any(len(cell.labels) != len(by) for cell in cells):
        raise ValueError("a cell has more or fewer labels than its table has attributes")
    return PrintedTable(by, frozenset(table.get("several", ())), cells)


def _read(text: str, known: Sequence[int | None] | None, *, total: bool = False) -> Shown:
    alone = Shown.read(text, total=total)
    if known is None:
        return kept(alone)  # it may be a print that was held
    low, high = known
    return Shown(alone.code, alone.value, int(low or 0), None if high is None else int(high))


def kept(earlier: Shown) -> Shown:
    """An earlier print that stays: the count may have left its interval by up to four people."""
    room = CERTAIN_CHANGE - 1
    high = None if earlier.high is None else earlier.high + room
    return Shown(earlier.code, earlier.value, max(0, earlier.low - room), high)


def frozen(earlier: Shown) -> Shown:
    """An earlier print that stays whatever happened, and so tells nothing about today."""
    return Shown(earlier.code, earlier.value, 0, None)
