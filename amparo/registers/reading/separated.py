"""Rows of a file with separators (CSV, TSV): quoted line breaks, ragged rows, cut-off ends."""

import csv
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from amparo.core.errors import BadInput
from amparo.registers.reading import bounds
from amparo.registers.reading.decoding import Letters

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_CHARACTERS = 128 * 1024
SAMPLE_ROWS = 200
# One value; a missing quotation mark must not swallow a whole archive.
LONGEST_VALUE = 32 * 1024 * 1024


class _Lines:
    """Hands lines to the CSV reader and remembers whether it asked for one more than there is."""

    def __init__(self, file: TextIO) -> None:
        # No line is read beyond what a row may have.
        self._lines = iter(partial(file.readline, bounds.MOST_IN_A_ROW + 1), "")
        self.given = self.of_record = 0
        self.ended = False
        self.last_was_whole = True

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.given += 1
        self.of_record += bounds.held_by([line])
        if self.of_record > bounds.MOST_IN_A_ROW:
            raise bounds.too_long()
        self.last_was_whole = line.endswith(("\n", "\r"))
        return line


def separator_of(path: Path, letters: Letters) -> str:
    """The separator that cuts the beginning of the file into the steadiest table."""
    with path.open(encoding=letters.encoding, errors=letters.errors, newline="") as file:
        sample = file.read(SAMPLE_CHARACTERS)
        is_whole = not file.read(1)
    if sample[:4].lower() == "sep=" and sample[4:5]:
        return sample[4]
    lines = sample.splitlines(keepends=True)
    if not is_whole and len(lines) > 1:
        lines.pop()
    return max(SEPARATORS, key=lambda separator: _steadiness(lines, separator))


def _steadiness(lines: list[str], separator: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(iter(lines), delimiter=separator):
            if row:
                widths[len(row)] += 1
            if widths.total() >= SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0, 0
    wide = Counter({width: times for width, times in widths.items() if width > 1})
    if not wide:
        return 0.0, 0
    width, times = wide.most_common(1)[0]
    # A separator inside values cuts rows unevenly; the real one cuts most rows alike.
    return round(times / widths.total(), 1), width


def separated_rows(
    path: Path, letters: Letters, separator: str
) -> Iterator[tuple[int, list[str], bool]]:
    """Each record with its number and whether its line ends properly."""
    csv.field_size_limit(LONGEST_VALUE)
    with path.open(encoding=letters.encoding, errors=letters.errors, newline="") as file:
        lines = _Lines(file)
        records = csv.reader(lines, delimiter=separator)
        number = 0
        while True:
            before, lines.of_record = lines.given, 0
            try:
                record = next(records, None)
            except csv.Error as error:
                raise _unreadable(number + 1) from error
            except UnicodeError as error:
                raise BadInput(
                    _(
                        "The letters of the file cannot be read from a certain place on, so rows "
                        "would be lost. Save the register again as CSV in UTF-8, or as XLSX."
                    )
                ) from error
            if record is None:
                return
            number += 1
            # The reader asked for more in the middle of a record: a quotation mark is not closed.
            if lines.ended and lines.given > before:
                raise _unreadable(number)
            yield number, record, lines.last_was_whole


def _unreadable(number: int) -> BadInput:
    return BadInput(
        _(
            "A quotation mark opened in row %(row)s is never closed: the file was cut off, or a "
            "mark is missing. Nothing was brought in, since all rows after it would be lost. Get "
            "the whole file again, or close the mark in that row."
        )
        % {"row": number}
    )
