"""All that a reader of a release knows, written as a system of unknown counts.

Unknowns are named (release, key); release is a number, so that several releases can stand in one
system. Source: METHODS section 4, "Suppression": A x = published totals, x >= 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import inf

from conteo.disclosure.audit import System
from conteo.disclosure.counts import HIDDEN_CELL, Shown
from conteo.disclosure.printed import HELD_TABLE, HELD_TOTAL, PrintedTable, kept
from conteo.disclosure.tables import EVERYBODY, OTHERS, Key, key

Unlisted = Mapping[str, Mapping[str, Shown]]  # attribute -> label not listed -> what is known


def know_release(
    system: System,
    release: int,
    people: Shown,
    tables: Sequence[PrintedTable],
    unlisted: Unlisted | None = None,
    complete: Collection[str] = (),
) -> None:
    """Add one release to the system.

    unlisted: None for a release as printed. For a draft: of each attribute whose labels cover
    everybody, the labels hidden by not being listed, which a reader may know from a code list.
    complete: attributes whose printed labels cover everybody, and of which a reader may know it.
    """
    system.know((release, EVERYBODY), people.low, people.high)
    for table in tables:
        for name, cell in table.keys.items():
            system.know((release, name), cell.shown.low, cell.shown.high)
        for attribute in table.by:
            _add_up(system, release, table, attribute, unlisted, attribute in complete)


def _add_up(
    system: System,
    release: int,
    table: PrintedTable,
    attribute: str,
    unlisted: Unlisted | None,
    complete: bool,
) -> None:
    """Relate the cells along one attribute to the margin across it."""
    lines: dict[Key, list[Key]] = {}
    for name in table.keys:
        lines.setdefault(margin_of(name, attribute), []).append(name)
    missing = {
        key([attribute], [label]): shown
        for label, shown in (unlisted or {}).get(attribute, {}).items()
    }
    for margin, cells in lines.items():
        system.know((release, margin))
        total = {(release, cell): 1 for cell in cells} | {(release, margin): -1}
        if attribute not in table.several:
            room = 0 if complete or unlisted is not None else _beside(table, attribute)
            system.relate(total, -room, 0)
            continue
        for cell in cells:
            system.relate({(release, cell): 1, (release, margin): -1}, -inf, 0)
        if margin == EVERYBODY and attribute in (unlisted or {}):
            # Everybody has at least one label, so all of them together reach the total.
            _know_missing(system, release, missing)
            system.relate(total | {(release, cell): 1 for cell in missing}, 0, inf)
    if len(table.by) == 1 and attribute not in table.several and missing:
        _know_missing(system, release, missing)
        others = (release, key([attribute], [OTHERS]))
        system.relate({(release, cell): 1 for cell in missing} | {others: -1}, 0, 0)


def _beside(table: PrintedTable, attribute: str) -> float:
    """How many people may stand under no label that a table lists.

    A draft lists "others" wherever anybody is in it; a printed table only from ten people on.
    """
    if OTHERS in table.labels(attribute):
        return 0
    stale = any(cell.reason in (HELD_TOTAL, HELD_TABLE) for cell in table.cells)
    return inf if stale else float(kept(HIDDEN_CELL).high or inf)


def _know_missing(system: System, release: int, missing: Mapping[Key, Shown]) -> None:
    for name, shown in missing.items():
        system.know((release, name), shown.low, shown.high)


def margin_of(cell: Key, attribute: str) -> Key:
    """The key of a cell without one of its attributes."""
    return tuple(pair for pair in cell if pair[0] != attribute)
