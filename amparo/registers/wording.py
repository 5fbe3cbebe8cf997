"""Lists of the import desk in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from amparo.registers import labels
from amparo.registers.reading.rows import MOST_OF_A_KIND, more_of

SHOWN = 12


@dataclass
class Rejections:
    """The rejected values of one column for one reason: how many, and in which rows."""

    column: str
    reason: str
    count: int = 0
    rows: list[int] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def heading(column: str) -> str:
    """What a column is called on a page: one without a heading is kept as "column 7"."""
    word, _space, number = column.partition(" ")
    if word == "column" and number.isdecimal():
        return gettext("column %(number)s") % {"number": number}
    return column


def rejected_by_column(found: Iterable[tuple[str, str, int]]) -> list[Rejections]:
    """Column by column and reason by reason, the most frequent first."""
    held: dict[tuple[str, str], Rejections] = {}
    for column, reason, row in found:
        one = held.setdefault((column, reason), Rejections(heading(column), gettext(reason)))
        one.count += 1
        if len(one.rows) < SHOWN:
            one.rows.append(row)
    return sorted(held.values(), key=lambda one: (-one.count, one.column))


@dataclass(frozen=True)
class Remark:
    """A line that was set aside, or what was noticed in the file."""

    label: str
    first: int
    last: int
    text: str
    more: int = 0  # instead of one line: how many more of the kind there are


def remarks(asides: Iterable[Sequence]) -> list[Remark]:
    """Asides as (kind, first row, last row, words), for the page: the first of each kind."""
    shown: list[Remark] = []
    seen, more = Counter[str](), Counter[str]()
    for kind, first, last, text in asides:
        if folded := more_of(kind, first, text):
            more[kind] += folded
        elif seen[kind] == MOST_OF_A_KIND:
            more[kind] += 1
        else:
            seen[kind] += 1
            shown.append(Remark(str(labels.ASIDES[kind]), first, last, text))
    rest = (Remark(str(labels.ASIDES[kind]), 0, 0, "", count) for kind, count in more.items())
    return [*shown, *rest]


def doubtful_headings(numbers: Sequence[int]) -> str:
    """What to do about headings that look like a row. It quotes none: they may be a person."""
    if not numbers:
        return ""
    return gettext(
        "Some headings look like what stands in a row: a name, a date, a number, an e-mail "
        "(columns: %(columns)s). If the first line of your file is already a person, it was taken "
        "for the headings, and she would not come in. Then forget this file, put a line of "
        "headings above the first person, and bring it again. If they are headings, go on."
    ) % {"columns": ", ".join(map(str, numbers))}
