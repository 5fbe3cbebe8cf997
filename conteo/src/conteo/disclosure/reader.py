"""All that a reader of a release knows, written as a system of unknown counts.

Unknowns are named (release, key); release is a number, so that several releases can stand in one
system. Source: METHODS section 4, "Suppression": A x = published totals, x >= 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from conteo.disclosure.audit import System
from conteo.disclosure.counts import Shown
from conteo.disclosure.printed import PrintedTable
from conteo.disclosure.tables import EVERYBODY, OTHERS, Key, key

Unlisted = Mapping[str, Mapping[str, Shown]]  # attribute -> label not listed -> what is known


def know_release(
    system: System,
    release: int,
    people: Shown,
    tables: Sequence[PrintedTable],
    unlisted: Unlisted | None = None,
) -> None:
    """Add one release to the system.

    unlisted: for attributes whose labels cover everybody, the labels hidden by not being listed;
    a reader may know them from the public code list.
    """
    system.know((release, EVERYBODY), people.low, people.high)
    for table in tables:
        for name, cell in table.keys.items():
            system.know((release, name), cell.shown.low, cell.shown.high)
        for attribute in table.by:
            _add_up(system, release, table, attribute, unlisted or {})


def _add_up(
    system: System, release: int, table: PrintedTable, attribute: str, unlisted: Unlisted
) -> None:
    """Relate the cells along one attribute to the margin across it."""
    lines: dict[Key, list[Key]] = {}
    for name in table.keys:
        lines.setdefault(margin_of(name, attribute), []).append(name)
    missing = {
        key([attribute], [label]): shown for label, shown in unlisted.get(attribute, {}).items()
    }
    for margin, cells in lines.items():
        system.know((release, margin))
        total = {(release, cell): 1 for cell in cells} | {(release, margin): -1}
        if attribute not in table.several:
            system.relate(total, 0, 0)
            continue
        for cell in cells:
            system.relate({(release, cell): 1, (release, margin): -1}, -inf, 0)
        if margin == EVERYBODY and attribute in unlisted:
            # Everybody has at least one label, so all of them together reach the total.
            _know_missing(system, release, missing)
            system.relate(total | {(release, cell): 1 for cell in missing}, 0, inf)
    if len(table.by) == 1 and attribute not in table.several and missing:
        _know_missing(system, release, missing)
        others = (release, key([attribute], [OTHERS]))
        system.relate({(release, cell): 1 for cell in missing} | {others: -1}, 0, 0)


def _know_missing(system: System, release: int, missing: Mapping[Key, Shown]) -> None:
    for name, shown in missing.items():
        system.know((release, name), shown.low, shown.high)


def margin_of(cell: Key, attribute: str) -> Key:
    """The key of a cell without one of its attributes."""
    return tuple(pair for pair in cell if pair[0] != attribute)
