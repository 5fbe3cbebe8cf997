"""Whether true counts can be of the people they claim: checked before anything is judged.

A breakdown that does not add up would make every bound of the audit false, so it stops here. An
error names the table and never a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from conteo.disclosure.tables import Table, Tally, spelled
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
    lines: dict[tuple[str, ...], list[int]] = {}
    for labels, count in table.counts.items():
        lines.setdefault(labels[:place] + labels[place + 1 :], []).append(count)
    wholes = dict(margin.counts) if margin and rest else {(): tally.people}
    for line in {*lines, *wholes}:
        _line(table, attribute, lines.get(line, ()), wholes.get(line, 0))


def _line(table: Table, attribute: str, counts: Iterable[int], whole: int) -> None:
    counts = list(counts)
    if max(counts, default=0) > whole:
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
