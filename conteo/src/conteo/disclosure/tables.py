"""Counting people into cells. These are true counts: they are sealed, never printed.

Units are people: one row is one person, who stands once in each table, or once under each of
her labels where an attribute takes several answers.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from conteo.errors import BadInput

Key = tuple[tuple[str, str], ...]
Labels = tuple[str, ...]
Row = Mapping[str, str | Iterable[str] | None]

EVERYBODY: Key = ()
OTHERS = "others"
UNKNOWN = "unknown"
YES = "yes"  # the one label of a sentence


def spelled(text: str) -> str:
    """A label or name in the one spelling it is compared in: what looks the same is the same.

    An accent is part of its letter, a wide letter is a letter, spaces are one, and characters that
    nobody sees are none. Letters of two alphabets that look alike stay two.
    """
    seen = (sign for sign in unicodedata.normalize("NFKC", text) if not _is_unseen(sign))
    return " ".join("".join(seen).split())


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"


def key(by: Sequence[str], labels: Sequence[str]) -> Key:
    """Name a cell: its (attribute, label) pairs, sorted by attribute."""
    return tuple(sorted(zip(by, labels, strict=True)))


@dataclass(frozen=True, slots=True)
class Table:
    """True counts of one table.

    by: attributes. several: those of them that take several answers a person, whose labels
    therefore do not add up to the people. counts: labels -> people; a missing cell is zero.
    partial: whether some people stand under no label at all (a sentence, not a breakdown).
    codes: of a one-way table, the public list of all its labels; without one, the labels that
    somebody has are taken for it, and a reader may learn that nobody has another. within: of
    a sentence, the groups that it speaks of a part of, each an attribute and labels of it; those
    in all of several groups are exactly whom it is true of. None means that nobody declared it.
    same: of a sentence that says one label of a breakdown in words, the attribute and that label.
    """

    by: tuple[str, ...]
    several: frozenset[str]
    counts: Mapping[Labels, int]
    partial: bool = False
    codes: frozenset[str] | None = None
    within: tuple[Labels, ...] | None = None
    same: Labels | None = None

    @property
    def list_of_labels(self) -> set[str]:
        """All labels of a one-way table that a reader may expect."""
        somebody = {labels[0] for labels, count in self.counts.items() if count or self.partial}
        return set(self.codes or ()) | somebody

    def labels(self, attribute: str) -> list[str]:
        """The labels of one attribute that somebody has, sorted."""
        position = self.by.index(attribute)
        return sorted({labels[position] for labels, count in self.counts.items() if count})

    def merged(self, listed: Mapping[str, Collection[str]]) -> dict[Labels, int]:
        """Counts with every label that is not `listed` added into "others".

        An attribute with several answers has no "others": adding its labels would count a
        person twice. Its unlisted labels are left out.
        """
        result: Counter[Labels] = Counter()
        for labels, count in self.counts.items():
            named = [
                label if label in listed[attribute] else OTHERS
                for attribute, label in zip(self.by, labels, strict=True)
            ]
            if any(
                name == OTHERS and attribute in self.several
                for attribute, name in zip(self.by, named, strict=True)
            ):
                continue
            result[tuple(named)] += count
        return dict(result)


@dataclass(frozen=True, slots=True)
class Tally:
    """True counts of a whole release: the people, and every table with its one-way margins."""

    people: int
    tables: tuple[Table, ...]

    def table(self, by: Sequence[str]) -> Table | None:
        """The table of these attributes, or None."""
        return next((table for table in self.tables if table.by == tuple(by)), None)

    def to_json(self) -> dict[str, Any]:
        """For sealing. This holds true counts."""
        return {
            "people": self.people,
            "tables": [
                {
                    "by": list(table.by),
                    "several": sorted(table.several),
                    "partial": table.partial,
                    "counts": [[list(k), n] for k, n in sorted(table.counts.items())],
                    "codes": None if table.codes is None else sorted(table.codes),
                    "within": None if table.within is None else [list(g) for g in table.within],
                    "same": None if table.same is None else list(table.same),
                }
                for table in self.tables
            ],
        }

    @classmethod
    def from_json(cls, sealed: Mapping[str, Any]) -> Tally:
        """Read back what `to_json` wrote.

        Errors: BadInput when the shape is not that of a tally.
        """
        try:
            return cls(
                int(sealed["people"]),
                tuple(
                    Table(
                        tuple(table["by"]),
                        frozenset(table["several"]),
                        {tuple(labels): int(count) for labels, count in table["counts"]},
                        bool(table["partial"]),
                        None if (codes := table.get("codes")) is None else frozenset(codes),
                        None if (groups := table.get("within")) is None else _groups(groups),
                        None if (cell := table.get("same")) is None else tuple(cell),
                    )
                    for table in sealed["tables"]
                ),
            )
        except (KeyError, TypeError, ValueError):
            raise BadInput("These sealed counts are not a tally written by conteo.") from None


def _groups(written: Iterable[Iterable[str]]) -> tuple[Labels, ...]:
    return tuple(tuple(group) for group in written)


def tally(
    rows: Iterable[Row],
    tables: Sequence[Sequence[str]],
    several: Collection[str] = (),
    codes: Mapping[str, Collection[str]] | None = None,
) -> Tally:
    """Count people into tables.

    rows: one mapping a person, attribute -> label, or -> labels for an attribute in `several`;
    a blank answer is the label "unknown", which stands beside no other answer, and two spellings of
    one text are one label. tables:
    the attributes of each table wanted; the one-way margins of every crossed table are added.
    codes: attribute -> the public list of all its labels, where there is one; "unknown" is one of
    them if a blank is possible.
    Errors: BadInput for an attribute that no row has, or asked twice in one table, or several
    answers where one is expected.
    """
    several = {spelled(attribute) for attribute in several}
    listed = {
        (spelled(attribute),): frozenset(map(spelled, labels))
        for attribute, labels in (codes or {}).items()
    }
    wanted = _with_margins([[spelled(attribute) for attribute in by] for by in tables])
    counters: dict[tuple[str, ...], Counter[Labels]] = {by: Counter() for by in wanted}
    people = 0
    for given in rows:
        row = {spelled(attribute): value for attribute, value in given.items()}
        people += 1
        answers = {by[0]: _answers(row, by[0], people, several) for by in wanted if len(by) == 1}
        for by, counter in counters.items():
            for labels in product(*(answers[attribute] for attribute in by)):
                counter[labels] += 1
    return Tally(
        people,
        tuple(
            Table(by, frozenset(several) & frozenset(by), dict(counter), codes=listed.get(by))
            for by, counter in counters.items()
        ),
    )


def tally_figures(
    figures: Mapping[str, int],
    people: int,
    within: Mapping[str, Iterable[str | Sequence[str]]] | None = None,
    same: Mapping[str, Labels] | None = None,
) -> Tally:
    """Count sentences such as "145 of 171 are Central American women and girls".

    figures: name of the sentence -> people it is true of; each becomes a table with the one
    label "yes", whose complement is audited but not printed. within: of a sentence that speaks of
    a part of another group, all such groups: the name of a sentence, or an attribute and one or
    more of its labels. Those in all of several groups are exactly whom it is true of, so that
    `within={"women_in_labour": ["labour", ("gender", "F")]}` counts the women in labour. same: of a
    sentence that is one label of a breakdown in words, that attribute and label; it prints what the
    breakdown prints, for by itself it would tell what a withheld breakdown hides.
    Errors: BadInput when a figure lies outside 0 to `people`.
    """
    if any(not 0 <= count <= people for count in figures.values()):
        raise BadInput("A figure counts more people than there are, or fewer than none.")
    groups = {name: _groups(map(_group, of)) for name, of in (within or {}).items()}
    return Tally(
        people,
        tuple(
            Table(
                (name,),
                frozenset({name}),
                {(YES,): n},
                True,
                within=groups.get(name),
                same=(same or {}).get(name),
            )
            for name, n in figures.items()
        ),
    )


def _group(of: str | Sequence[str]) -> Labels:
    return (of, YES) if isinstance(of, str) else tuple(of)


def _with_margins(tables: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    wanted: list[tuple[str, ...]] = []
    for by in tables:
        if not by or len(set(by)) != len(by):
            raise BadInput("A table names no attribute, or the same attribute twice.")
        wanted += [(attribute,) for attribute in by] + [tuple(by)]
    return sorted(dict.fromkeys(wanted), key=len)


def _answers(row: Row, attribute: str, number: int, several: Collection[str]) -> set[str]:
    if attribute not in row:
        raise BadInput(
            f"Row {number} has no column “{attribute}”, so nobody can be counted by it."
            " Check the spelling of the column."
        )
    value = row[attribute]
    given = [value] if isinstance(value, str) or value is None else list(value)
    answers = {spelled(str(answer)) for answer in given if answer is not None} - {""}
    if len(answers) > 1 and attribute not in several:
        raise BadInput(
            f"Row {number} gives several answers in column “{attribute}”, which would count one"
            " person twice. Declare that column as one with several answers."
        )
    # Whoever gave an answer is not unknown, whatever else stands beside it.
    return answers - {UNKNOWN} or {UNKNOWN}
