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
from conteo.disclosure.tables import EVERYBODY, OTHERS, UNKNOWN, Key, key

Unlisted = Mapping[str, Mapping[str, Shown]]  # attribute -> label not listed -> what is known
Groups = Mapping[str, Sequence[Sequence[str]]]  # sentence -> attribute and labels of each group


def know_release(
    system: System,
    release: int,
    people: Shown,
    tables: Sequence[PrintedTable],
    unlisted: Unlisted | None = None,
    complete: Collection[str] = (),
    within: Groups | None = None,
) -> None:
    """Add one release to the system.

    unlisted: None for a release as printed. For a draft: of each attribute whose labels cover
    everybody, the labels hidden by not being listed, which a reader may know from a code list.
    complete: attributes whose printed labels cover everybody, and of which a reader may know it.
    within: the groups that sentences lie within; those in all of several are exactly a sentence's.
    """
    system.know((release, EVERYBODY), people.low, people.high)
    for table in tables:
        for name, cell in table.keys.items():
            system.know((release, name), cell.shown.low, cell.shown.high)
        for attribute in table.by:
            room = 0 if attribute in complete else _beside(table, attribute, unlisted is not None)
            _add_up(system, release, table, attribute, room)
        if len(table.by) == 1 and unlisted is not None and table.by[0] in unlisted:
            _cover(system, release, table, unlisted[table.by[0]])
    for table in tables:
        for name in table.keys if within and len(table.by) == 1 else ():
            _part(system, release, name, within.get(table.by[0], ()) if within else ())


def group_of(group: Sequence[str]) -> list[Key]:
    """The cells that a group consists of."""
    return [key(group[:1], [label]) for label in group[1:]]


def _part(system: System, release: int, part: Key, groups: Sequence[Sequence[str]]) -> None:
    """Relate a sentence to the groups that it lies within."""
    cells = [[(release, cell) for cell in group_of(group)] for group in groups]
    cells = [group for group in cells if all(cell in system.names for cell in group)]
    for group in cells:
        system.relate(dict.fromkeys(group, -1) | {(release, part): 1}, -inf, 0)
    if len(cells) > 1 and len(cells) == len(groups):
        together = {cell: 1 for group in cells for cell in group} | {(release, part): -1}
        system.relate(together | {(release, EVERYBODY): 1 - len(cells)}, -inf, 0)


def _add_up(system: System, release: int, table: PrintedTable, attribute: str, room: float) -> None:
    """Relate the cells along one attribute to the margin across it.

    room: how many people may stand beside the listed labels.
    """
    lines: dict[Key, list[Key]] = {}
    for name in table.keys:
        lines.setdefault(margin_of(name, attribute), []).append(name)
    for margin, cells in lines.items():
        system.know((release, margin))
        if attribute not in table.several:
            total = {(release, cell): 1 for cell in cells} | {(release, margin): -1}
            system.relate(total, -room, 0)
            continue
        unknown = [(release, cell) for cell in cells if (attribute, UNKNOWN) in cell]
        for cell in cells:
            apart = {name: 1 for name in unknown if name != (release, cell)}
            system.relate({(release, cell): 1, (release, margin): -1} | apart, -inf, 0)


def _cover(system: System, release: int, table: PrintedTable, hidden: Mapping[str, Shown]) -> None:
    """Relate the labels of a one-way draft that are not listed to those that are."""
    names = {key(table.by, [label]): shown for label, shown in hidden.items()}
    for name, shown in names.items():
        system.know((release, name), shown.low, shown.high)
    unlisted = {(release, name): 1 for name in names}
    if table.several:
        # Everybody has at least one label, so all of them together reach the total.
        listed = {(release, name): 1 for name in table.keys}
        system.relate(listed | unlisted | {(release, EVERYBODY): -1}, 0, inf)
        _apart(system, release, table.by, {*listed, *unlisted})
    elif unlisted:
        system.relate(unlisted | {(release, key(table.by, [OTHERS])): -1}, 0, 0)


def _apart(
    system: System, release: int, by: Sequence[str], labels: Collection[tuple[int, Key]]
) -> None:
    """Whoever is under "unknown" is under no other label."""
    unknown = (release, key(by, [UNKNOWN]))
    for label in labels:
        if unknown in labels and label != unknown:
            system.relate({label: 1, unknown: 1, (release, EVERYBODY): -1}, -inf, 0)


def _beside(table: PrintedTable, attribute: str, draft: bool) -> float:
    """How many people may stand under no label that a table lists.

    A draft lists "others" wherever anybody is in it; a printed table only from ten people on.
    """
    reasons = {cell.reason for cell in table.cells}
    if HELD_TABLE in reasons:
        return inf  # its labels are those of an earlier release
    if draft or OTHERS in table.labels(attribute):
        return 0
    return inf if HELD_TOTAL in reasons else float(kept(HIDDEN_CELL).high or inf)


def margin_of(cell: Key, attribute: str) -> Key:
    """The key of a cell without one of its attributes."""
    return tuple(pair for pair in cell if pair[0] != attribute)
