"""This release against all earlier ones: the pair rule.

Two honest releases one person apart expose that person (METHODS section 3.6). So a cell keeps
its earlier print until its change is certainly five people or more, and no cell moves while the
total does not: otherwise the release in which a number finally moves would point to the single
newcomer who tipped it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conteo.disclosure.counts import (
    FEWER_THAN_10,
    FEWER_THAN_30,
    HIDDEN_CELL,
    WITHHELD,
    Shown,
    show_total,
)
from conteo.disclosure.counts import show as show_cell
from conteo.disclosure.ladder import CERTAIN_CHANGE
from conteo.disclosure.printed import (
    HELD_PAIR_RULE,
    HELD_TOTAL,
    HIDDEN,
    MOVED,
    NEW,
    NO_RELEASE,
    WITHHELD_CELL,
    Judged,
    PrintedTable,
    frozen,
    kept,
)
from conteo.disclosure.tables import EVERYBODY, Key, Tally
from conteo.errors import BadInput

HIDDEN_CODES = (FEWER_THAN_10, FEWER_THAN_30)


def keep_or_move(
    count: int, earlier: Shown, *, basis: int | None = None, total: bool = False
) -> tuple[Shown, str]:
    """Decide what a cell prints now, given the print that stands.

    count: people now. basis: the true count that the standing print was made from, where it is
    known (a sealed tally); else the least favourable count that the print allows is assumed:
    170 may stand for 172, so it stays 170 until 177. total: whether this is the number of people,
    whose smallest print is "fewer than 30".
    Returns what is printed, and a reason that says nothing of the count.
    Errors: BadInput when `count` is not a whole number of people.
    """
    fresh = show_total(count) if total else show_cell(count)
    if earlier.code == WITHHELD:
        # One pattern across releases: another year's print of this cell would give it away.
        return frozen(earlier), WITHHELD_CELL
    alone = Shown.read(earlier.text, total=total)
    falls_at, rises_at = moves_when(alone, basis=basis, total=total)
    rises, falls = count >= rises_at, falls_at is not None and count <= falls_at
    if not (rises or falls) or fresh.prints_like(earlier):
        return kept(alone), HIDDEN if earlier.code in HIDDEN_CODES else HELD_PAIR_RULE
    moved = _moved(fresh, alone, rises=rises, sealed=basis is not None)
    return moved, MOVED if moved.is_number else HIDDEN


def moves_when(
    earlier: Shown, *, basis: int | None = None, total: bool = False
) -> tuple[int | None, int]:
    """The counts at which a print moves: at or below the first, at or above the second.

    Without `basis` this follows from the print alone and may be shown to anyone; None means that
    no count is low enough.
    """
    alone = Shown.read(earlier.text, total=total)
    low, high = (alone.low, int(alone.high or 0)) if basis is None else (basis, basis)
    return (low - CERTAIN_CHANGE if low >= CERTAIN_CHANGE else None), high + CERTAIN_CHANGE


def _moved(fresh: Shown, alone: Shown, *, rises: bool, sealed: bool) -> Shown:
    # The move itself tells something: made from the print alone it proves five more than the most
    # the print allowed; made from a sealed count, only five more than the least.
    low, high = fresh.low, int(fresh.high or 0)
    least, most = (alone.low, int(alone.high or 0)) if sealed else (int(alone.high or 0), alone.low)
    if rises:
        low = max(low, least + CERTAIN_CHANGE)
    else:
        high = min(high, most - CERTAIN_CHANGE)
    return Shown(fresh.code, fresh.value, low, high)


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier public release of the same scope, and its sealed counts where they are open.

    as_of: the day its counts speak of.
    """

    printed: Judged
    counts: Tally | None = None
    as_of: date | None = None

    @classmethod
    def from_json(
        cls, written: Mapping[str, Any], *, counts: Tally | None = None, as_of: date | None = None
    ) -> Earlier:
        """Read a release as `Judged.to_json` wrote it, with the day under "as_of" if it has one.

        Errors: BadInput when it is not one, or was refused.
        """
        printed = Judged.from_json(written)
        try:
            return cls(printed, counts, as_of or _day(written.get("as_of")))
        except (TypeError, ValueError):
            raise BadInput(NO_RELEASE) from None

    def count(self, cell: Key) -> int | None:
        """The true count of a cell on that day, labels merged as they were printed."""
        if self.counts is None or not cell:
            return self.counts.people if self.counts else None
        by = [attribute for attribute, _ in cell]
        table = next((t for t in self.counts.tables if set(t.by) == set(by)), None)
        if table is None:
            return None
        pairs, listed = dict(cell), {}
        for attribute in by:
            margin = self.printed.table([attribute])
            listed[attribute] = {pairs[attribute]} | set(margin.labels(attribute) if margin else ())
        return table.merged(listed).get(tuple(pairs[attribute] for attribute in table.by), 0)

    def complete(self) -> set[str]:
        """The attributes whose printed labels covered everybody, by the sealed counts."""
        margins = self.counts.tables if self.counts else ()
        return {
            table.by[0]
            for table in margins
            if len(table.by) == 1
            and (printed := self.printed.table(table.by))
            and set(table.labels(table.by[0])) <= set(printed.labels(table.by[0]))
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """The print of a cell that stands before this release.

    shown: the print. release: place, among the earlier releases, of the one in which it last
    changed. basis: the true count it was made from, where known.
    """

    shown: Shown
    release: int
    basis: int | None


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


class History:
    """All earlier public releases of one scope, oldest first."""

    def __init__(self, earlier: Sequence[Earlier]) -> None:
        self.releases = tuple(earlier)
        self.closed = False  # whether the total keeps its print, so that nothing may move

    def standing(self, cell: Key) -> Standing | None:
        """The print of this cell that stands, or None when its table was never published."""
        found: tuple[Shown, int] | None = None
        for place, release in enumerate(self.releases):
            shown = _print_of(release.printed, cell)
            if shown is not None and not (found and shown.prints_like(found[0])):
                found = shown, place
        if found is None:
            return None
        shown, place = found
        return Standing(shown, place, self.releases[place].count(cell))

    def table(self, by: Sequence[str]) -> PrintedTable | None:
        """The latest print of the table that crosses these attributes."""
        tables = (release.printed.table(by) for release in reversed(self.releases))
        return next((table for table in tables if table), None)

    def people(self, count: int) -> tuple[Shown, str]:
        """Print the number of people, and note whether this release may move anything."""
        standing = self.standing(EVERYBODY)
        if standing is None:
            return show_total(count), NEW
        shown, reason = keep_or_move(count, standing.shown, basis=standing.basis, total=True)
        self.closed = shown.prints_like(standing.shown)
        return shown, reason

    def cell(self, cell: Key, count: int) -> tuple[Shown, str]:
        """Print one cell of this release."""
        standing = self.standing(cell)
        if standing is None:
            shown = show_cell(count)
            return shown, NEW if shown.is_number else HIDDEN
        if self.closed:
            hidden = {WITHHELD: WITHHELD_CELL, FEWER_THAN_10: HIDDEN}
            return frozen(standing.shown), hidden.get(standing.shown.code, HELD_TOTAL)
        return keep_or_move(count, standing.shown, basis=standing.basis)


def _print_of(release: Judged, cell: Key) -> Shown | None:
    if not cell:
        return release.people
    table = release.table([attribute for attribute, _ in cell])
    if table is None:
        return None
    found = table.keys.get(cell)
    # A label that a published table does not list stands for fewer than ten people.
    return found.shown if found else HIDDEN_CELL
