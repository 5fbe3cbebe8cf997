"""Headings that look like what stands in a row: the first person of a list taken for its header."""

import re
from collections.abc import Sequence

from amparo.registers import shapes, vocabulary
from amparo.registers.folding import clean, fold
from amparo.registers.proposing import Values
from amparo.registers.reading.table import looks_like_figures

COUNTED = re.compile(r" \(\d+\)$")
MOST_OF = 0.5


def doubtful(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The numbers, from 1, of the columns whose heading looks like a value."""
    cells = (Values.of(row[at] for row in rows) for at in range(len(columns)))
    both = zip(columns, cells, strict=True)
    return [number for number, (name, own) in enumerate(both, 1) if looks_like_a_value(name, own)]


def looks_like_a_value(name: str, values: Values) -> bool:
    """A number, a date, an e-mail; a name over names; or a word that stands below it again."""
    # Of two lines of headings either may be a person.
    return any(_is_a_value(part, values) for part in COUNTED.sub("", name).split(" / "))


def _is_a_value(part: str, values: Values) -> bool:
    plain = clean(part)
    if looks_like_figures(plain):
        return True
    if vocabulary.field_of(plain)[1] or vocabulary.knows(plain):
        return False
    below = {fold(value) for value in values.filled}
    # Under «INVENTADO» every row may say so; a word among others is an answer.
    if len(below) > 1 and fold(plain) in below:
        return True
    return shapes.looks_like_names(plain) and values.share(shapes.looks_like_names) >= MOST_OF
