"""How much of a file is held at a time, however much text a small one unpacks to."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.utils.translation import gettext as _

from amparo.core.errors import BadInput

# Bytes in memory: of the texts of one row, of those that all rows share, of those beside the table.
# A row is sealed and written as one, and lies in four more forms meanwhile.
MOST_IN_A_ROW = 48 << 20
MOST_SHARED = 160 << 20
MOST_BESIDE = 16 << 20
# Letters of rows that are held together. A usual batch has a tenth of it.
MOST_TOGETHER = 4 << 20

Line = TypeVar("Line", bound=tuple)  # a number, and the cells


def some(lines: Iterator[Line], count: int) -> list[Line]:
    """The next lines: as many as asked for, or fewer where they are full of text."""
    held, letters = [], 0
    for line in islice(lines, count):
        held.append(line)
        letters += sum(map(len, line[1]))
        if letters > MOST_TOGETHER:
            break
    return held


def fitting(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines one by one; a row that is as long as an archive is refused."""
    for line in lines:
        refuse_long_row(line[1])
        yield line


def refuse_long_row(cells: Sequence[str]) -> None:
    # Nothing counts more than eight bytes a letter, and hardly any row is looked at twice.
    if sum(map(len, cells)) > MOST_IN_A_ROW // 8 and held_by(cells) > MOST_IN_A_ROW:
        raise too_long()


def held_by(texts: Iterable[str]) -> int:
    # A letter with an accent takes one byte here, and two on its way into the database.
    return sum(sys.getsizeof(text) * (1 if text.isascii() else 2) for text in texts)


def too_long() -> BadInput:
    return BadInput(
        _(
            "A row of this file holds more text than a whole register has, as files made to break "
            "programs do. Nothing of it was brought in. Take that row out, and bring the file in "
            "again."
        )
    )


def too_much_shared() -> BadInput:
    return BadInput(
        _(
            "This workbook holds more text than can be opened at once. Nothing of it was brought "
            "in. Save the table again as CSV, which is read row by row."
        )
    )


def too_much_beside() -> BadInput:
    return BadInput(
        _(
            "The lines beside the table, such as titles and notes, hold more text than a whole "
            "register has. Nothing of them was brought in. Take them out of the file, and bring "
            "it in again."
        )
    )
