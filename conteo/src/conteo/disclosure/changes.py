"""The release-pair audit: what the difference to an earlier release proves (refusal R2).

All releases stand in one system of unknown counts. If a reader can prove that a cell, or all but
that cell, changed by one to four people, none of that table moves (METHODS section 5, R2). Nor does
it if all releases together leave a hidden group, of this or of an earlier one, fewer than five
possible counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from math import inf

from conteo.disclosure.audit import Expression, Solver, System
from conteo.disclosure.counts import FEWER_THAN_10, WITHHELD, Shown
from conteo.disclosure.ladder import CERTAIN_CHANGE
from conteo.disclosure.pairs import Earlier, History
from conteo.disclosure.printed import (
    HELD_PAIR_RULE,
    HELD_TABLE,
    HIDDEN,
    MOVED,
    WITHHELD_CELL,
    PrintedTable,
    frozen,
)
from conteo.disclosure.reader import know_release, margin_of
from conteo.disclosure.suppress import Draft, leaves_few, secrets
from conteo.disclosure.tables import EVERYBODY, OTHERS, Key

FEW = CERTAIN_CHANGE - 1
_HELD = {FEWER_THAN_10: HIDDEN, WITHHELD: WITHHELD_CELL}


def hold(
    draft: Draft, history: History, people: int
) -> tuple[tuple[PrintedTable, ...], list[tuple[str, ...]]]:
    """Hold every table that would tell of one to four people.

    people: the true number now; with sealed earlier counts a reader is taken to know exactly how
    many came or left. Returns the tables, and those that holding cannot save.
    """
    held: set[tuple[str, ...]] = set()
    new = {table.by for table in draft.tables if not history.table(table.by)}
    while history.releases and (new or not history.closed):
        told = set() if history.closed else telling(draft, history, people)
        told = told or _narrowing(draft, history, held)
        if not told:
            break
        if (held | new) & told:
            told = {table.by for table in draft.tables} - held - new
        if not told or history.closed:
            return (), sorted(told or held | new)
        held |= told
        draft = keep(draft, history, told)
    return draft.tables, []


def keep(draft: Draft, history: History, held: Collection[tuple[str, ...]]) -> Draft:
    """Let these tables keep the print they had: it tells nothing of today."""
    return replace(
        draft,
        tables=tuple(_held(table, history, held) for table in draft.tables),
        unlisted={a: hidden for a, hidden in draft.unlisted.items() if (a,) not in held},
    )


def _held(table: PrintedTable, history: History, told: Collection[tuple[str, ...]]) -> PrintedTable:
    if table.by not in told or (earlier := history.table(table.by)) is None:
        return table
    cells = tuple(
        replace(cell, shown=frozen(cell.shown), reason=_HELD.get(cell.shown.code, HELD_TABLE))
        for cell in earlier.cells
    )
    return replace(earlier, cells=cells)


def telling(draft: Draft, history: History, people: int) -> set[tuple[str, ...]]:
    """The tables of the draft whose change since some earlier release tells too much."""
    solver, now = _system(draft, history, people), len(history.releases)
    return {
        table.by
        for table in draft.tables
        for place, release in enumerate(history.releases)
        if (before := release.printed.table(table.by))
        and any(_proves_few(solver, change) for change in _changes(table, before, now, place))
    }


def _narrowing(
    draft: Draft, history: History, held: Collection[tuple[str, ...]]
) -> set[tuple[str, ...]]:
    """The tables with a hidden group that all releases together would leave too few counts."""
    now = len(history.releases)
    hidden = [
        (table.by, {(now, cell): factor for (_, cell), factor in secret.items()})
        for table in draft.tables
        if table.by not in held
        for secret in secrets(draft, [table.by])
    ]
    before = [
        (table.by, secret)
        for place, release in enumerate(history.releases)
        for table in release.printed.tables
        for secret in _hidden_then(release, table, place)
    ]
    together, alone = _system(draft, history), _system(None, history)
    found = {by for by, secret in hidden if leaves_few(secret, together)}
    return found | {
        by
        for by, secret in before
        if leaves_few(secret, together) and not leaves_few(secret, alone)
    }


def _hidden_then(release: Earlier, table: PrintedTable, place: int) -> Iterator[Expression]:
    """The groups that an earlier release did not print."""
    for cell, printed in table.keys.items():
        if not printed.shown.is_number:
            yield {(place, cell): 1}
        elif table.several:
            margins = (margin_of(cell, attribute) for attribute in table.several)
            yield from ({(place, margin): 1, (place, cell): -1} for margin in margins)
    one_way = len(table.by) == 1 and not table.several and table.by[0] not in release.complete()
    if one_way and OTHERS not in table.labels(table.by[0]):
        yield {(place, EVERYBODY): 1} | {(place, cell): -1 for cell in table.keys}


def _proves_few(solver: Solver, change: Expression) -> bool:
    return solver.within(change, 1, FEW) or solver.within(change, -FEW, -1)


def _changes(table: PrintedTable, before: PrintedTable, now: int, then: int) -> list[Expression]:
    """Changes of each cell both releases print, and of all that is beside it."""
    found: list[Expression] = []
    same = all(set(table.labels(a)) == set(before.labels(a)) for a in table.by)
    for cell in table.keys:
        # "others" of two releases is one group only while the same labels are listed.
        if cell not in before.keys or (not same and OTHERS in dict(cell).values()):
            continue
        found.append({(now, cell): 1, (then, cell): -1})
        for attribute in table.by:
            margin = margin_of(cell, attribute)
            found.append({(now, margin): 1, (now, cell): -1, (then, margin): -1, (then, cell): 1})
    return found


def _system(draft: Draft | None, history: History, people: int | None = None) -> Solver:
    """What all releases together tell. people: as in `hold`; None: of prints alone."""
    now = len(history.releases)
    system = System()
    if draft:
        know_release(system, now, draft.people, draft.tables, draft.unlisted, within=draft.within)
    for place, release in enumerate(history.releases):
        printed = release.printed
        know_release(system, place, printed.people, printed.tables, complete=release.complete())
        if release.counts is not None and people is not None:
            net = people - release.counts.people
            system.relate({(now, EVERYBODY): 1, (place, EVERYBODY): -1}, net, net)
    if draft and people is None:
        _link_people(system, history, draft.people)
    for table in draft.tables if draft else ():
        for cell, printed_cell in table.keys.items():
            count = draft.counts.get(cell, 0) if draft else 0
            _link(system, history, cell, printed_cell.reason, count)
    return system.solver()


def _link_people(system: System, history: History, shown: Shown) -> None:
    """What the pair rule tells of the number of people, from its prints."""
    standing = history.standing(EVERYBODY)
    if standing is None or standing.basis is None:
        return
    change = {(len(history.releases), EVERYBODY): 1, (standing.release, EVERYBODY): -1}
    if shown.prints_like(standing.shown):
        if shown.is_number:
            system.relate(change, -FEW, FEW)
    elif (shown.value or 0) > (standing.shown.value or 0):
        system.relate(change, CERTAIN_CHANGE, inf)
    else:
        system.relate(change, -inf, -CERTAIN_CHANGE)


def _link(system: System, history: History, cell: Key, reason: str, count: int) -> None:
    """What the pair rule itself tells a reader, when it measured from a sealed count."""
    standing = history.standing(cell)
    if standing is None or standing.basis is None:
        return
    if (standing.release, cell) not in system.names:  # a label that release did not list
        system.know((standing.release, cell), standing.shown.low, standing.shown.high)
    change = {(len(history.releases), cell): 1, (standing.release, cell): -1}
    if reason == HELD_PAIR_RULE:
        system.relate(change, -FEW, FEW)
    elif reason == MOVED and count > standing.basis:
        system.relate(change, CERTAIN_CHANGE, inf)
    elif reason == MOVED:
        system.relate(change, -inf, -CERTAIN_CHANGE)
