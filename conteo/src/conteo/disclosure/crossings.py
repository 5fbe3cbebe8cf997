"""What a reader makes of a crossing that was withheld, who knows every rule.

A crossing has too many ways to be filled for a list of all of them. So some hundred are drawn, from
the prints of its margins and a fixed seed: the same for all people whose margins print alike. A way
counts when what its print would tell is too much, by bounds that are passed from cell to sum and
back (they are never tighter than those of whole people, so a way that counts would be withheld).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from conteo.disclosure.counts import show
from conteo.disclosure.ladder import POSSIBLE_VALUES, THRESHOLD
from conteo.disclosure.lines import Span

WAYS = 600
PASSES = 4
Counts = NDArray[np.int64]


def is_open_withheld(rows: Sequence[Span], columns: Sequence[Span], people: Span) -> bool:
    """Whether every cell could still be five numbers, of the ways that would be withheld.

    rows, columns: what the prints of the margins tell. people: what is known of their number.
    """
    met: list[list[set[int]]] = [[set() for _ in columns] for _ in rows]
    for way in _ways(rows, columns, people):
        if not _tells_too_much(way, rows, columns, people):
            continue
        for line, found in zip(way, met, strict=True):
            for count, values in zip(line, found, strict=True):
                values.add(int(count))
        if all(len(values) >= POSSIBLE_VALUES for found in met for values in found):
            return True
    return False


def _ways(rows: Sequence[Span], columns: Sequence[Span], people: Span) -> Iterator[Counts]:
    random = np.random.default_rng(0)
    for _ in range(WAYS):
        number = int(random.integers(people[0], people[1] + 1))
        left, up = _margin(random, rows, number), _margin(random, columns, number)
        if left is not None and up is not None:
            yield _filled(random, left, up)


def _margin(random: np.random.Generator, spans: Sequence[Span], number: int) -> Counts | None:
    """A margin within its prints that adds up to this many people."""
    low, high = (np.array(ends, dtype=np.int64) for ends in zip(*spans, strict=True))
    high = np.minimum(high, number)
    found = low.copy()
    for place in random.permutation(len(spans)):
        short = number - int(found.sum())
        others = int((high - found).sum()) - int(high[place] - found[place])
        least, most = max(0, short - others), min(short, int(high[place] - found[place]))
        if least > most:
            return None
        found[place] += random.integers(least, most + 1)
    return found if int(found.sum()) == number else None


def _filled(random: np.random.Generator, left: Counts, up: Counts) -> Counts:
    """Cells with these sums: some rows spread over the columns, some as few cells as can be."""
    way, rest = np.zeros((len(left), len(up)), dtype=np.int64), up.copy()
    order = random.permutation(len(left))
    for row in order[:-1]:
        if random.random() < 0.5:
            way[row] = random.multivariate_hypergeometric(rest, int(left[row]))
        else:
            short = int(left[row])
            for column in random.permutation(len(up)):
                way[row, column] = min(short, int(rest[column]))
                short -= int(way[row, column])
        rest -= way[row]
    way[order[-1]] = rest
    return way


def _tells_too_much(
    way: Counts, rows: Sequence[Span], columns: Sequence[Span], people: Span
) -> bool:
    if not (way < THRESHOLD).any():
        return False
    shown = [[show(int(count)) for count in line] for line in way]
    low = np.array([[cell.low for cell in line] for line in shown])
    high = np.array([[cell.high or 0 for cell in line] for line in shown])
    hidden = way < THRESHOLD
    left, up = (np.array(spans).T.copy() for spans in (rows, columns))
    number = np.array(people)
    for _ in range(PASSES):
        for margin, axis in ((left, 1), (up, 0)):
            margin[0] = np.maximum(margin[0], low.sum(axis))
            margin[1] = np.minimum(margin[1], high.sum(axis))
            number[0] = max(number[0], margin[0].sum())
            number[1] = min(number[1], margin[1].sum())
            least, most = margin.copy()
            margin[0] = np.maximum(least, number[0] - (most.sum() - most))
            margin[1] = np.minimum(most, number[1] - (least.sum() - least))
            ends = np.expand_dims(margin[0], axis), np.expand_dims(margin[1], axis)
            sums = low.sum(axis, keepdims=True), high.sum(axis, keepdims=True)
            low, high = (
                np.maximum(low, ends[0] - (sums[1] - high)),
                np.minimum(high, ends[1] - (sums[0] - low)),
            )
    return bool(((high - low + 1)[hidden] < POSSIBLE_VALUES).any())
