"""Who bears a token, packed: the people of an agency stand at numbered places, block by block.

A block has 8,192 places. For each token and block there is one row of two-byte entries: the place,
and in front of it how many tokens its person has. Pure functions on bytes and numbers.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

PLACE_BITS = 13
BLOCK = 2**PLACE_BITS
PLACE = BLOCK - 1
# Three bits are left for the number of tokens; whoever has more stands with those who have eight.
MOST_TOKENS = 8
ENTRY = np.dtype("<u2")


# More than the words of a question can give: every token of an index for each of ten words.
MOST_POINTS = 2**19


class WeighedRow(NamedTuple):
    """Those of one block who bear a token, and how much the token counts."""

    block: int
    packed: bytes
    weight: int


def block_of(number: int) -> int:
    return number >> PLACE_BITS


def number(block: int, place: int) -> int:
    return block << PLACE_BITS | place


def entry(number: int, tokens: int) -> int:
    return (min(tokens, MOST_TOKENS) - 1) << PLACE_BITS | number & PLACE


def with_entries(packed: bytes, more: Iterable[int]) -> bytes:
    held = np.frombuffer(packed, ENTRY)
    return np.union1d(held, np.fromiter(more, ENTRY)).astype(ENTRY).tobytes()


def without_numbers(packed: bytes, numbers: Iterable[int]) -> bytes:
    held = np.frombuffer(packed, ENTRY)
    gone = np.fromiter((number & PLACE for number in numbers), ENTRY)
    return held[~np.isin(held & PLACE, gone)].tobytes()


def numbers_of(block: int, packed: bytes) -> list[int]:
    places = np.frombuffer(packed, ENTRY) & PLACE
    return [number(block, place) for place in places.tolist()]


class Tally:
    """Points of everybody in some blocks, side by side in one array."""

    def __init__(self, blocks: Iterable[int]):
        self.blocks = np.unique(np.fromiter(blocks, np.int64))
        self._at = {int(block): place for place, block in enumerate(self.blocks)}
        self._points = np.zeros(len(self.blocks) << PLACE_BITS, np.int64)
        self._lengths = np.zeros(len(self.blocks) << PLACE_BITS, np.int64)

    def add(self, rows: Sequence[WeighedRow]) -> None:
        """Of each person only the heaviest entry counts."""
        best = np.zeros_like(self._points)
        for weight in sorted({row.weight for row in rows}):
            best[self._unpacked([row for row in rows if row.weight == weight])] = weight
        self._points += best

    def keep(self, numbers: np.ndarray) -> None:
        """Leave out everybody else."""
        kept = np.zeros_like(self._points)
        kept[self._places(numbers)] = 1
        self._points *= kept

    def drop(self, numbers: np.ndarray) -> None:
        self._points[self._places(numbers)] = 0

    def best(self, count: int) -> list[int]:
        """The numbers of those with most points; of equals those with fewer tokens come first."""
        met = np.flatnonzero(self._points)
        # One number to sort by, so that the best few hundred of very many are cheap to find.
        keys = (MOST_POINTS - self._points[met] << 3 | self._lengths[met]) << 40 | met
        if len(keys) > count:
            keys = np.partition(keys, count)[:count]
        places = np.sort(keys) & ((1 << 40) - 1)
        return (self.blocks[places >> PLACE_BITS] << PLACE_BITS | places & PLACE).tolist()

    def _unpacked(self, rows: Sequence[WeighedRow]) -> np.ndarray:
        entries = np.frombuffer(b"".join(row.packed for row in rows), ENTRY)
        sizes = [len(row.packed) // ENTRY.itemsize for row in rows]
        begins = np.array([self._at[row.block] << PLACE_BITS for row in rows], np.int64)
        places = np.repeat(begins, sizes) | entries & PLACE
        self._lengths[places] = entries >> PLACE_BITS
        return places

    def _places(self, numbers: np.ndarray) -> np.ndarray:
        """Where people stand in the arrays; whoever stands in no block of theirs is left out."""
        blocks = numbers >> PLACE_BITS
        at = np.searchsorted(self.blocks, blocks)
        here = np.isin(blocks, self.blocks)
        return at[here] << PLACE_BITS | numbers[here] & PLACE
