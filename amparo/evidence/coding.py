"""One column of a data set as its distinct values and one small code a row, without any loss."""

import json
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, count, pairwise


class ColumnCoder:
    """Takes the raw values of one column as they come and packs them at the end."""

    def __init__(self) -> None:
        self._index: defaultdict[str, int] = defaultdict(count().__next__)
        self._codes = array("I")

    def extend(self, values: Iterable[str]) -> None:
        self._codes.extend(map(self._index.__getitem__, values))

    @property
    def values(self) -> list[str]:
        return list(self._index)

    def packed_values(self) -> bytes:
        return pack_text(self.values)

    def packed_codes(self) -> bytes:
        return pack_numbers(self._codes)


def pack_text(values: Sequence[str]) -> bytes:
    # ASCII escapes carry null bytes and broken characters, which a database text would refuse.
    return zlib.compress(json.dumps(values, ensure_ascii=True).encode("ascii"))


def unpack_text(packed: bytes) -> list[str]:
    return json.loads(zlib.decompress(packed))


def pack_numbers(numbers: Sequence[int]) -> bytes:
    """A type letter, then the numbers in little-endian order, compressed."""
    top = max(numbers, default=0)
    letter = "B" if top < 2**8 else "H" if top < 2**16 else "I" if top < 2**32 else "Q"
    packed = array(letter, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return letter.encode() + zlib.compress(packed.tobytes(), 6)


def unpack_numbers(packed: bytes) -> array:
    numbers = array(chr(packed[0]))
    numbers.frombytes(zlib.decompress(bytes(packed[1:])))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def pack_rising(numbers: Sequence[int]) -> bytes:
    """Row numbers rise, so their steps compress to almost nothing."""
    steps = [after - before for before, after in pairwise([0, *numbers])]
    return pack_numbers(steps)


def unpack_rising(packed: bytes) -> list[int]:
    return list(accumulate(unpack_numbers(packed)))
