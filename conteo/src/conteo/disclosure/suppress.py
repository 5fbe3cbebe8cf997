"""Hiding a neighbour so that a hidden cell stays hidden, and proving that it does.

Primary suppression is the 10-5 rule; here are the complementary one and its audit. The choice of
the neighbour is a heuristic, so nothing passes but by the audit (METHODS section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from conteo.disclosure.audit import Expression, Solver, System
from conteo.disclosure.counts import WITHHELD, Shown
from conteo.disclosure.ladder import POSSIBLE_VALUES, THRESHOLD
from conteo.disclosure.printed import WITHHELD_CELL, PrintedCell, PrintedTable
from conteo.disclosure.reader import Unlisted, know_release, margin_of
from conteo.disclosure.tables import OTHERS, Key, key


@dataclass(frozen=True, slots=True)
class Draft:
    """A release on its way out. counts: true counts by key, for knowing what needs hiding."""

    people: Shown
    tables: tuple[PrintedTable, ...]
    unlisted: Unlisted
    counts: Mapping[Key, int]

    def solver(self) -> Solver:
        """What a reader of this draft knows."""
        system = System()
        know_release(system, 0, self.people, self.tables, self.unlisted)
        return system.solver()


@dataclass(frozen=True, slots=True)
class Secret:
    """Something a reader must not pin down: an expression, and the table that it belongs to."""

    by: tuple[str, ...]
    cell: Key
    expression: Expression


def secrets(draft: Draft) -> list[Secret]:
    """Every hidden cell, every label hidden by not being listed, every small complement."""
    found = []
    for table in draft.tables:
        for cell, printed in table.keys.items():
            if not printed.shown.is_number:
                found.append(Secret(table.by, cell, {(0, cell): 1}))
            elif table.several:
                found += _complements(draft, table, cell)
    for attribute, labels in draft.unlisted.items():
        cells = [key([attribute], [label]) for label in labels]
        found += [Secret((attribute,), cell, {(0, cell): 1}) for cell in cells]
    return found


def _complements(draft: Draft, table: PrintedTable, cell: Key) -> Iterable[Secret]:
    # Of people with several answers, those without this one are a group of their own.
    for attribute in table.several:
        margin = margin_of(cell, attribute)
        if draft.counts[margin] - draft.counts[cell] < THRESHOLD:
            yield Secret(table.by, cell, {(0, margin): 1, (0, cell): -1})


def exposed(draft: Draft) -> list[Secret]:
    """The secrets that leave a reader fewer than five possible values."""
    solver = draft.solver()
    return [
        secret
        for secret in secrets(draft)
        if not solver.leaves_open(secret.expression, POSSIBLE_VALUES)
    ]


def protect(draft: Draft) -> tuple[Draft, list[Secret]]:
    """Withhold neighbours until nothing is exposed; return what could not be protected."""
    while bad := exposed(draft):
        better = _withhold_for(draft, bad[0])
        if better is None:
            return draft, bad
        draft = better
    return draft, []


def _withhold_for(draft: Draft, secret: Secret) -> Draft | None:
    """Withhold the smallest neighbour that protects, else the one that helps most."""
    tried = []
    for cell in _neighbours(draft, secret):
        trial = _withheld(draft, secret.by, cell)
        low, high = trial.solver().interval(secret.expression)
        if high - low + 1 >= POSSIBLE_VALUES:
            return trial
        tried.append((low - high, len(tried), trial))
    return min(tried)[2] if tried else None


def _neighbours(draft: Draft, secret: Secret) -> list[Key]:
    table = next(table for table in draft.tables if table.by == secret.by)
    shown = {
        cell: printed.shown.value or 0
        for cell, printed in table.keys.items()
        if printed.shown.is_number and (len(cell) == 1 or set(cell) & set(secret.cell))
    }
    # By the printed value: a choice by the true one would tell which of two equals is smaller.
    return sorted(shown, key=lambda cell: (shown[cell], cell))


def _withheld(draft: Draft, by: tuple[str, ...], chosen: Key) -> Draft:
    """Withhold one cell. All hidden cells of its table now look alike: a different mark would
    tell which of them are small, and so which are not."""

    def hide(cell: Key, printed: PrintedCell) -> PrintedCell:
        if printed.shown.is_number and cell != chosen:
            return printed
        named = len(cell) == 1 and cell[0][1] != OTHERS
        # A label under ten is not listed, so a label that is listed has ten or more.
        return replace(
            printed,
            shown=Shown(WITHHELD, None, THRESHOLD if named else 0, None),
            reason=WITHHELD_CELL,
        )

    tables = tuple(
        replace(table, cells=tuple(hide(cell, printed) for cell, printed in table.keys.items()))
        if table.by == by
        else table
        for table in draft.tables
    )
    return replace(draft, tables=tables)
