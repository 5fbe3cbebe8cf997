"""The whole gate: ladder, merging, the 10-5 rule, the pair rule, suppression, and both audits.

Source: METHODS section 5, refusals R1 and R2 and the ladder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from conteo.disclosure import changes
from conteo.disclosure.counts import FEWER_THAN_10, FEWER_THAN_30, Shown
from conteo.disclosure.ladder import COARSE_LABELS, rung
from conteo.disclosure.pairs import Earlier, History
from conteo.disclosure.printed import PUBLISH, REFUSE, Judged, PrintedCell, PrintedTable
from conteo.disclosure.refusals import Refusal
from conteo.disclosure.sums import check
from conteo.disclosure.suppress import Draft, protect
from conteo.disclosure.tables import EVERYBODY, OTHERS, UNKNOWN, YES, Key, Table, Tally, key

YEAR = timedelta(days=365)


def judge(tally: Tally, *, earlier: Sequence[Earlier] = (), as_of: date | None = None) -> Judged:
    """Judge a proposed public release, and word it as it may be printed.

    tally: true counts of people. earlier: all earlier public releases of the same scope, oldest
    first, withdrawn ones too (readers keep them). as_of: the day the counts speak of; without it
    the yearly rung of the ladder is not checked.
    Returns printed values and reason codes only; refused, it holds no table at all.
    Errors: BadInput when the counts cannot be of these people; CheckFailed when the earlier
    releases contradict this one.
    """
    check(tally)
    tally, copies = _without_copies(tally)
    history = History(earlier)
    people, reason = history.people(tally.people)
    refusals = _ladder(tally, people, history, as_of)
    tables: tuple[PrintedTable, ...] = ()
    if not refusals:
        before = [table.by for table in tally.tables if history.table(table.by)]
        safe = protect(_draft(tally, people, history), before)
        refusals = [Refusal("R1", by) for by in safe.refused]
        if not refusals:
            draft = changes.keep(safe.draft, history, safe.held)
            tables, stuck = changes.hold(draft, history, tally.people)
            refusals = [Refusal("R2", by) for by in stuck]
    if refusals:
        return Judged(people, reason, REFUSE, tuple(refusals), ())
    listed = _listing(tables)
    said = tuple(_said(sentence, listed) for sentence in copies)
    return Judged(people, reason, PUBLISH, (), listed + said)


def _without_copies(tally: Tally) -> tuple[Tally, list[Table]]:
    """The tables to judge, and the sentences that only say one of their labels in words."""
    copies = [table for table in tally.tables if table.same]
    cells = {(table.by[0], YES): table.same for table in copies if table.same}
    judged = [
        replace(table, within=tuple(cells.get(group, group) for group in table.within))
        if table.within
        else table
        for table in tally.tables
        if not table.same
    ]
    return Tally(tally.people, tuple(judged)), copies


def _said(sentence: Table, tables: Sequence[PrintedTable]) -> PrintedTable:
    """A sentence with the print of the label that it says."""
    attribute, label = sentence.same or ("", "")
    cells = next(table.cells for table in tables if table.by == (attribute,))
    said = tuple(replace(cell, labels=(YES,)) for cell in cells if cell.labels == (label,))
    return PrintedTable(sentence.by, sentence.several, said)


def _ladder(tally: Tally, people: Shown, history: History, as_of: date | None) -> list[Refusal]:
    # By the printed total: a rung chosen by the true one would tell on which side of it we are.
    row = rung(people.value or 0)
    if people.code == FEWER_THAN_30:
        return [Refusal("L1")] if tally.tables else []
    refusals = [Refusal("L2", table.by) for table in tally.tables if len(table.by) > row.ways]
    if row.coarse_only:
        crossed = [table for table in tally.tables if len(table.by) == 2]
        refusals += [Refusal("L3", t.by) for t in crossed if not all(map(_coarse(tally), t.by))]
    dates = [release.as_of for release in history.releases if release.as_of]
    if row.yearly and as_of and dates and as_of - max(dates) < YEAR:
        refusals.append(Refusal("L4"))
    return refusals


def _coarse(tally: Tally) -> Callable[[str], bool]:
    def coarse(attribute: str) -> bool:
        table = tally.table([attribute])
        labels = set(table.labels(attribute)) if table else set()
        return table is not None and len(labels - {UNKNOWN}) <= COARSE_LABELS

    return coarse


def _draft(tally: Tally, people: Shown, history: History) -> Draft:
    tables: list[PrintedTable] = []
    unlisted: dict[str, dict[str, Shown]] = {}
    counts: dict[Key, int] = {EVERYBODY: tally.people}
    listed: dict[str, list[str]] = {}
    for table in tally.tables:
        if len(table.by) == 1:
            names, hidden = _listed(table, history)
            listed[table.by[0]] = names
            if not table.partial:
                unlisted[table.by[0]] = hidden
        else:
            names = []
        printed, true = _printed(table, listed, history)
        tables.append(printed)
        counts |= true
    within = {table.by[0]: table.within for table in tally.tables if table.within}
    new = [table for table in tally.tables if len(table.by) == 1 and not history.table(table.by)]
    from_file = frozenset(table.by[0] for table in new if table.codes is None)
    return Draft(people, tuple(tables), unlisted, within, from_file, counts)


def _listed(table: Table, history: History) -> tuple[list[str], dict[str, Shown]]:
    """The labels of a one-way table that may be named, and those that may not."""
    attribute = table.by[0]
    standing = history.table(table.by)
    labels = table.list_of_labels | set(standing.labels(attribute) if standing else ())
    names, hidden = [], {}
    for label in sorted(labels - {OTHERS}):
        shown, _ = history.cell(key(table.by, [label]), table.counts.get((label,), 0))
        if shown.code == FEWER_THAN_10 and not table.within:
            hidden[label] = shown
        else:
            names.append(label)
    others = OTHERS in labels or hidden
    return names + [OTHERS] * bool(others and not table.several), hidden


def _printed(
    table: Table, listed: dict[str, list[str]], history: History
) -> tuple[PrintedTable, dict[Key, int]]:
    counts = table.merged(listed)
    cells, true = [], {}
    for labels in product(*(listed[attribute] for attribute in table.by)):
        name = key(table.by, labels)
        true[name] = counts.get(labels, 0)
        shown, reason = history.cell(name, true[name])
        cells.append(PrintedCell(labels, shown, reason))
    return PrintedTable(table.by, table.several, tuple(cells)), true


def _listing(tables: tuple[PrintedTable, ...]) -> tuple[PrintedTable, ...]:
    """Leave out "others" and sentences that are hidden, for nobody and nine people print alike."""
    named = {
        table.by[0]
        for table in tables
        for cell in table.cells
        if cell.labels == (OTHERS,) and cell.shown.code != FEWER_THAN_10
    }

    def listed(table: PrintedTable, cell: PrintedCell) -> bool:
        if len(table.by) == 1 and cell.shown.code == FEWER_THAN_10:
            return False
        pairs = zip(table.by, cell.labels, strict=True)
        return all(label != OTHERS or attribute in named for attribute, label in pairs)

    return tuple(
        replace(table, cells=tuple(cell for cell in table.cells if listed(table, cell)))
        for table in tables
    )
