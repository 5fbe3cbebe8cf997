"""Whether true counts can be of the people they claim: checked before anything is judged.

A breakdown that does not add up would make every bound of the audit false, so it stops here. An
error names the table and never a count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from conteo.disclosure.tables import OTHERS, UNKNOWN, YES, Labels, Table, Tally, spelled
from conteo.errors import BadInput


def check(tally: Tally) -> None:
    """Refuse counts that contradict one another.

    Errors: BadInput naming the table.
    """
    _whole(tally.people, "the release")
    names = [frozenset(table.by) for table in tally.tables]
    for table in tally.tables:
        if names.count(frozenset(table.by)) > 1:
            raise BadInput(f"{_name(table)} stands twice in this release. Leave one of them out.")
        _cells(table)
        for attribute in table.by:
            _across(table, attribute, tally)
        if table.same:
            _same(table, table.same, tally)
        elif table.partial:
            _part(table, tally)


def _name(table: Table) -> str:
    return f"The table by “{', '.join(table.by)}”"


def _whole(count: object, where: str) -> None:
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise BadInput(
            f"A count of people in {where} is not a whole number, zero or more, so nobody can say"
            " how many people it stands for. Count people, one each."
        )


def _cells(table: Table) -> None:
    if not table.by or any(len(labels) != len(table.by) for labels in table.counts):
        raise BadInput(
            f"{_name(table)} has a cell with more or fewer labels than it has attributes; give each"
            " cell as many labels as attributes."
        )
    for count in table.counts.values():
        _whole(count, f"the table by “{', '.join(table.by)}”")
    if table.codes is not None and len(table.by) == 1 and table.list_of_labels != table.codes:
        raise BadInput(
            f"{_name(table)} has a label that its list of codes does not have. Add it to the list,"
            " or correct it."
        )
    written = Counter(tuple(map(spelled, labels)) for labels in table.counts)
    if len(written) < len(table.counts):
        raise BadInput(
            f"{_name(table)} has one label written in two ways that look the same, which would"
            " split its people in two cells. Write it in one way."
        )


def _across(table: Table, attribute: str, tally: Tally) -> None:
    """Compare what lies along one attribute with the margin across it."""
    rest = tuple(other for other in table.by if other != attribute)
    margin = tally.table(rest)
    if rest and margin is None:
        return
    place = table.by.index(attribute)
    lines: dict[tuple[str, ...], dict[str, int]] = {}
    for labels, count in table.counts.items():
        lines.setdefault(labels[:place] + labels[place + 1 :], {})[labels[place]] = count
    wholes = dict(margin.counts) if margin and rest else {(): tally.people}
    for line in {*lines, *wholes}:
        _line(table, attribute, lines.get(line, {}), wholes.get(line, 0))


def _line(table: Table, attribute: str, cells: Mapping[str, int], whole: int) -> None:
    counts, unknown = list(cells.values()), cells.get(UNKNOWN, 0)
    if any(count + unknown > whole for label, count in cells.items() if label != UNKNOWN) or (
        unknown > whole
    ):
        raise BadInput(
            f"{_name(table)} has a cell of more people than there are in its margin. Check that"
            " both count the same people, once each."
        )
    several = attribute in table.several
    if table.partial or (sum(counts) == whole if not several else sum(counts) >= whole):
        return
    raise BadInput(
        f"The cells of the table by “{', '.join(table.by)}” do not add up to the people they are"
        " of. Check that everybody stands in it once; if somebody may stand under several labels,"
        " declare the attribute so."
    )


def _part(table: Table, tally: Tally) -> None:
    """Compare a sentence with the groups it declares, and refuse one that should declare some."""
    name = table.by[0]
    if table.within is None:
        beside = (t for t in tally.tables if t is not table and len(t.by) == 1)
        if any(f" {group} " in f" {_words(name)} " for t in beside for group in _groups(t)):
            raise BadInput(
                f"The sentence “{name}” is named after a group that this release counts beside it,"
                " and readers can work out more from both if it speaks of a part of that group."
                " Declare the groups it lies within, or that it lies within none."
            )
        return
    wholes = [_people_of(group, name, tally) for group in table.within]
    count, groups = sum(table.counts.values()), len(table.within)
    outside = sum(wholes) - count - max(0, groups - 1) * tally.people
    if any(whole < count for whole in wholes) or (groups > 1 and outside > 0):
        raise BadInput(
            f"The sentence “{name}” does not fit the groups that it is declared to lie within."
            " Check that all of them count the same people."
        )


def _same(table: Table, cell: Labels, tally: Tally) -> None:
    """Compare a sentence with the label of a breakdown that it says in words."""
    name = table.by[0]
    if len(cell) != 2 or _people_of(cell, name, tally) != sum(table.counts.values()):
        raise BadInput(
            f"The sentence “{name}” is declared to say one label of a breakdown in words, and does"
            " not count the people of that label. Check that both count the same people."
        )


def _groups(table: Table) -> set[str]:
    """What the groups of a one-way table are called, as plain words."""
    if table.partial:
        return {_words(table.by[0])}
    return {_words(label) for label in table.list_of_labels} - {"", UNKNOWN, OTHERS, YES, "no"}


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", spelled(name).casefold().replace("_", " ")))


def _people_of(group: Labels, name: str, tally: Tally) -> int:
    attribute, *labels = group
    table = tally.table([attribute])
    known = table.codes if table and table.codes is not None else labels
    if table is None or attribute == name or not labels or not set(labels) <= set(known):
        raise BadInput(
            f"The sentence “{name}” is declared to lie within a group that this release does not"
            " count. Name a sentence of it, or an attribute of it and labels."
        )
    if len(labels) > 1 and table.several:
        raise BadInput(
            f"The sentence “{name}” is declared to lie within several labels of an attribute under"
            " which people stand more than once. Name one label."
        )
    return sum(table.counts.get((label,), 0) for label in labels)
