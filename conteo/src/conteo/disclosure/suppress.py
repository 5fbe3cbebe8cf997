"""Withholding what would give away a hidden group, so that withholding gives away nothing either.

Primary suppression is the 10-5 rule. Here a table whose numbers would leave a hidden group fewer
than five possible counts is withheld as a whole, by `blocks`, which also says what a reader makes
of that who knows every rule. Every decision in this file is made from prints, never from counts.

Tables are taken one after another, one-way tables first; each is judged beside those that are
printed already. Crossings and sentences within other groups are judged by linear programmes over
all of it (METHODS section 4), in whole people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from conteo.disclosure.audit import Expression, Solver, System
from conteo.disclosure.blocks import NEAR, TEN, Known, block, span
from conteo.disclosure.counts import HIDDEN_CELL, WITHHELD, Shown, show
from conteo.disclosure.crossings import is_open_withheld
from conteo.disclosure.ladder import POSSIBLE_VALUES, THRESHOLD
from conteo.disclosure.lines import FAR, Line, Span, size, values
from conteo.disclosure.printed import WITHHELD_CELL, PrintedCell, PrintedTable, frozen
from conteo.disclosure.reader import Groups, Unlisted, group_of, know_release, margin_of
from conteo.disclosure.tables import EVERYBODY, OTHERS, UNKNOWN, Key, key

By = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A release on its way out.

    unlisted: of each breakdown, the labels that are not listed. within: of each sentence, the
    groups it lies within. from_file: attributes without a public list of labels. counts: true
    counts by key, for what the pair rule tells; no decision in `suppress` looks at them.
    """

    people: Shown
    tables: tuple[PrintedTable, ...]
    unlisted: Unlisted
    within: Groups
    from_file: frozenset[str]
    counts: Mapping[Key, int]

    def solver(self, tables: Collection[By], *, whole: bool = True) -> Solver:
        """What a reader knows who has these tables of the draft."""
        system = System()
        printed = [table for table in self.tables if table.by in tables]
        know_release(system, 0, self.people, printed, self.unlisted, within=self.within)
        return system.solver(whole=whole)

    def table(self, by: By) -> PrintedTable:
        """One of its tables."""
        return next(table for table in self.tables if table.by == by)

    def is_linked(self, table: PrintedTable) -> bool:
        """Whether more than the number of people links it to other tables."""
        return len(table.by) > 1 or bool(self.within.get(table.by[0]))


@dataclass(frozen=True, slots=True)
class Protected:
    """A draft that tells no more than it may. held: tables printed before that must not move.
    refused: tables that nothing can protect."""

    draft: Draft
    held: frozenset[By]
    refused: tuple[By, ...]


def line_of(table: PrintedTable, draft: Draft) -> Line:
    """A one-way table or sentence of a draft as a reader sees it."""
    attribute = table.by[0]
    partial = attribute not in draft.unlisted
    # A label taken from the file has somebody under it, which a reader may know.
    least = 1 if attribute in draft.from_file else 0
    unlisted = draft.unlisted.get(attribute, {}).values()
    hidden = tuple((max(least, low), high) for low, high in map(span, unlisted))
    cells = {cell.labels[0]: cell.shown for cell in table.cells}
    others = cells.pop(OTHERS, None)
    named = tuple(map(span, cells.values()))
    if others is None or not hidden:
        more = () if others is None else (span(others),)
        labels = [*cells, *draft.unlisted.get(attribute, {})]
        apart = labels.index(UNKNOWN) if table.several and UNKNOWN in labels else None
        return Line(named + more, hidden, adds_up=not table.several, partial=partial, apart=apart)
    return Line(named, hidden, span(others), others.is_number)


def _like(line: Line) -> Line:
    """The same whatever its numbers: a table that lists as many labels."""
    return replace(line, named=(TEN,) * len(line.named), others=(0, FAR), tells_others=False)


def protect(draft: Draft, printed_before: Collection[By]) -> Protected:
    """Withhold, hold or refuse tables until nothing printed tells of a hidden group."""
    step = _Protecting(draft, frozenset(printed_before))
    linked = [table for table in draft.tables if draft.is_linked(table)]
    for table in draft.tables:
        if table not in linked:
            step.take_alone(table)
    for table in linked:
        step.take_linked(table)
    step.look_back()
    return Protected(step.draft, frozenset(step.held), tuple(dict.fromkeys(step.refused)))


class _Protecting:
    def __init__(self, draft: Draft, before: frozenset[By]) -> None:
        self.draft, self.before = draft, before
        self.known = Known(span(draft.people))
        self.taken: set[By] = set()  # printed, or withheld under a mark that tells little
        self.withheld: set[By] = set()
        self.held: set[By] = set()
        self.refused: list[By] = []
        self.sentence = (POSSIBLE_VALUES, False)

    def take_alone(self, table: PrintedTable) -> None:
        """A one-way table, linked to the others by the number of people alone."""
        line = line_of(table, self.draft)
        room = self.known.room(line)
        if table.by in self.before:
            if room < POSSIBLE_VALUES:
                self.held.add(table.by)
                return
        else:
            least, found = block(self.known, _like(line))
            if room < least:
                if found is None:
                    self.refused.append(table.by)
                    return
                self.known = replace(self.known, blocks=(*self.known.blocks, found))
                self._withhold(table)
                return
        self.known = replace(self.known, lines=(*self.known.lines, line))
        self.taken.add(table.by)

    def take_linked(self, table: PrintedTable) -> None:
        """A crossing, or a sentence within other groups: judged beside all that is printed."""
        gone = self._gone(table)
        if table.by in self.before:
            if gone or exposed(self.draft, self._seen(table)):
                self.held.add(table.by)
                return
        elif gone:
            # Its numbers would say what was withheld of the whole.
            self._withhold(table)
            return
        elif not self._may_print(table):
            if self._may_withhold(table):
                self._withhold(table)
            else:
                self.refused.append(table.by)
            return
        self.taken.add(table.by)

    def _seen(self, table: PrintedTable) -> set[By]:
        """This table and all that it is linked to by more than the number of people.

        Withheld tables stand among them as marks. For the others `look_back` looks once.
        """
        attributes, seen = self._attributes(table), {table.by}
        while more := {
            by
            for by in (self.taken | self.withheld) - seen
            if self._attributes(self.draft.table(by)) & attributes
        }:
            seen |= more
            attributes = attributes.union(*map(self._attributes, map(self.draft.table, more)))
        return seen

    def _attributes(self, table: PrintedTable) -> set[str]:
        groups = self.draft.within.get(table.by[0], ())
        return {*table.by, *(group[0] for group in groups)}

    def _gone(self, table: PrintedTable) -> bool:
        """Whether its numbers would say what was withheld of a whole that it is a part of.

        A sentence says nothing of a withheld breakdown in which a listed label is left that no
        sentence speaks of: the people of that label can make up for any number in the others.
        """
        if len(table.by) > 1:
            gone = self.held | self.withheld | set(self.refused)
            return any((attribute,) in gone for attribute in table.by)
        spoken = {
            cell for groups in self.draft.within.values() for g in groups for cell in group_of(g)
        }
        for attribute, *_ in self.draft.within[table.by[0]]:
            if (attribute,) in self.held | set(self.refused):
                return True
            if (attribute,) in self.withheld:
                free = set(self.draft.table((attribute,)).keys) - spoken
                if not {cell for cell in free if cell[0][1] != OTHERS}:
                    return True
        return False

    def _may_print(self, table: PrintedTable) -> bool:
        if len(table.by) > 1:
            return not exposed(self.draft, self._seen(table))
        low, high = self.known.people()
        people = replace(self.draft.people, low=low, high=high)
        beside = _Beside.of(replace(self.draft, people=people), self._seen(table) - {table.by})
        self.sentence = _sentence(beside, replace(table, cells=(_unprinted(table),)))
        return _least(_rooms(beside, table)) >= self.sentence[0]

    def _may_withhold(self, table: PrintedTable) -> bool:
        if len(table.by) > 1:
            return _crossing_is_open(self.draft, table, self.known.people())
        return self.sentence[1]

    def look_back(self) -> None:
        """Linked tables narrow the number of people too: is all that hangs on it still open?"""
        linked = [by for by in self.taken if self.draft.is_linked(self.draft.table(by))]
        if not linked:
            return
        people = self.draft.solver(self.taken | self.withheld).interval({(0, EVERYBODY): 1})
        if not self.known.is_open((int(people[0]), int(people[1]))):
            self.refused += sorted(linked)

    def _withhold(self, table: PrintedTable) -> None:
        self.withheld.add(table.by)
        hidden = bool(self.draft.unlisted.get(table.by[0])) and len(table.by) == 1
        linked = self.draft.is_linked(table)
        tables = (
            _withheld(t, hidden, linked) if t.by == table.by else t for t in self.draft.tables
        )
        self.draft = replace(self.draft, tables=tuple(tables))


def _withheld(table: PrintedTable, hidden: bool, linked: bool) -> PrintedTable:
    """All numbers of a table withheld. That a breakdown lists a label says that ten people have
    it; a sentence within other groups is listed whatever its number."""

    def mark(labels: tuple[str, ...]) -> PrintedCell:
        listed = not linked and labels != (OTHERS,)
        shown = Shown(WITHHELD, None, THRESHOLD if listed else 0, None)
        return PrintedCell(labels, shown, WITHHELD_CELL)

    cells = [mark(cell.labels) for cell in table.cells]
    if hidden and not table.several and OTHERS not in table.labels(table.by[0]):
        cells.append(mark((OTHERS,)))
    return replace(table, cells=tuple(cells))


def secrets(draft: Draft, tables: Collection[By]) -> list[Expression]:
    """Every group that a reader must not pin down: hidden cells and labels, and what is beside."""
    found: list[Expression] = []
    for table in draft.tables:
        if table.by not in tables:
            continue
        for cell, printed in table.keys.items():
            if not printed.shown.is_number:
                found.append({(0, cell): 1})
            elif table.several:
                # Of people with several answers, those without this one are a group of their own.
                margins = (margin_of(cell, attribute) for attribute in table.several)
                found += [{(0, margin): 1, (0, cell): -1} for margin in margins]
        attribute = table.by[0]
        if len(table.by) == 1 and attribute in draft.unlisted:
            # Labels of which the same is known stand for one another.
            unlisted = draft.unlisted[attribute].items()
            alike = {(shown, name == UNKNOWN): name for name, shown in unlisted}
            found += [{(0, key(table.by, [name])): 1} for name in alike.values()]
        if len(table.by) == 1:
            found += _around(draft, table)
    return found


def _around(draft: Draft, table: PrintedTable) -> Iterable[Expression]:
    """Of a sentence within other groups: each group without it, and those in none of them."""
    part = (0, key(table.by, table.cells[0].labels)) if table.cells else None
    groups = [group_of(group) for group in draft.within.get(table.by[0], ())]
    if part is None:
        return
    for group in groups:
        yield {(0, cell): 1 for cell in group} | {part: -1}
    if len(groups) == 2:
        without = {(0, cell): -1 for group in groups for cell in group}
        yield {(0, EVERYBODY): 1, part: 1} | without


def exposed(draft: Draft, tables: Collection[By]) -> bool:
    """Whether a reader of these tables would know too much of any group."""
    solver = draft.solver(tables)
    return any(leaves_few(secret, solver) for secret in secrets(draft, tables))


def leaves_few(secret: Expression, solver: Solver) -> bool:
    """Whether a reader would be left fewer than five values of a group that may be small."""
    if solver.leaves_open(secret, POSSIBLE_VALUES):
        return False
    return len(secret) == 1 or solver.least(secret) < THRESHOLD


def _crossing_is_open(draft: Draft, table: PrintedTable, people: Span) -> bool:
    """Whether a crossing may be withheld: its margins are printed, and add up."""
    margins = [line_of(draft.table((attribute,)), draft) for attribute in table.by]
    if len(margins) != 2 or not all(margin.adds_up for margin in margins):
        return False
    rows, columns = (
        [*margin.named, *([margin.rest()] if margin.hidden else [])] for margin in margins
    )
    return is_open_withheld(rows, columns, people)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is printed beside a sentence, in a form that can be remembered."""

    people: Shown
    tables: tuple[PrintedTable, ...]
    unlisted: tuple[tuple[str, tuple[tuple[str, Shown], ...]], ...]
    within: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]

    @classmethod
    def of(cls, draft: Draft, taken: Collection[By]) -> _Beside:
        return cls(
            draft.people,
            tuple(table for table in draft.tables if table.by in taken),
            tuple(
                (name, tuple(labels.items()))
                for name, labels in draft.unlisted.items()
                if (name,) in taken
            ),
            tuple((name, tuple(map(tuple, groups))) for name, groups in draft.within.items()),
        )

    def draft(self, *more: PrintedTable) -> Draft:
        unlisted = {name: dict(labels) for name, labels in self.unlisted}
        tables = (*self.tables, *more)
        return Draft(self.people, tables, unlisted, dict(self.within), frozenset(), {})


def _unprinted(table: PrintedTable) -> PrintedCell:
    return replace(table.cells[0], shown=HIDDEN_CELL, reason="")


@lru_cache(maxsize=1024)
def _sentence(beside: _Beside, table: PrintedTable) -> tuple[int, bool]:
    """The room that a sentence needs in order to be printed, and whether it may be withheld.

    Every number that it could print is tried beside what is printed already; numbers that would
    tell too much are its block, as in `blocks`.
    """
    part = (0, key(table.by, table.cells[0].labels))
    anything = replace(table.cells[0], shown=frozen(HIDDEN_CELL))
    draft = beside.draft(replace(table, cells=(anything,)))
    least, most = _ends(draft.solver([t.by for t in draft.tables]).interval({part: 1}))
    prints = dict.fromkeys(show(count) for count in range(max(least, THRESHOLD), most + 1))
    ways = [HIDDEN_CELL] * (least < THRESHOLD) + [*prints]
    ways = list(dict.fromkeys([*ways[:NEAR], *ways[-NEAR - 1 :]]))
    cells = (replace(table.cells[0], shown=shown) for shown in ways)
    rooms = [spans for cell in cells if (spans := _rooms(beside, replace(table, cells=(cell,))))]
    for least in (*range(POSSIBLE_VALUES, 2 * THRESHOLD), FAR + 1):
        block = [spans for spans in rooms if _least(spans) < least]
        if all(_is_open(spans) for spans in zip(*block, strict=True)):
            return least, bool(block)
    return FAR + 1, False


@lru_cache(maxsize=4096)
def _rooms(beside: _Beside, table: PrintedTable) -> list[Span]:
    """What a reader knows of each group around a sentence, and of all that is hidden already.

    Nothing where no people at all fit such a print.
    """
    draft = beside.draft(table)
    taken = {other.by for other in beside.tables}
    solver = draft.solver({*taken, table.by})
    if not solver.is_possible():
        return []
    part = (0, key(table.by, table.cells[0].labels))
    around = [{part: 1}, {(0, EVERYBODY): 1, part: -1}, *_around(draft, table)]
    found = [_ends(solver.interval(group)) for group in around]
    for secret in secrets(draft, taken):
        is_open = solver.leaves_open(secret, POSSIBLE_VALUES)
        found.append((0, FAR) if is_open else _ends(solver.interval(secret)))
    return found


def _least(spans: Iterable[Span]) -> int:
    """The fewest values that a group keeps which may be small."""
    return min((size(span) for span in spans if span[0] < THRESHOLD), default=FAR)


def _is_open(spans: Iterable[Span]) -> bool:
    spans = list(spans)
    return min(spans)[0] >= THRESHOLD or values(spans) >= POSSIBLE_VALUES


def _ends(interval: tuple[float, float]) -> Span:
    return int(interval[0]), FAR if interval[1] == inf else int(interval[1])
