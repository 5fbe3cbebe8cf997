"""What a register is made of: rows with their number in the file, and lines that are not rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from amparo.registers.reading import bounds


class Row(NamedTuple):
    """One line of the table, numbered as a person sees it in a spreadsheet."""

    number: int
    values: tuple[str, ...]  # at least as many as the table has columns


# Of wordless remarks only so many are kept for each kind; the rest is one number. Their rows stand
# in the table, so nothing goes with them. The page shows as many of every kind.
MOST_OF_A_KIND = 200


class AsideKind(StrEnum):
    """Why a line was set aside, or what the reader did to the file."""

    TITLE = "title"
    EMPTY = "empty"
    TOTAL = "total"
    NOTE = "note"
    REPEATED_HEADER = "repeated_header"
    RAGGED = "ragged"
    CUT_OFF = "cut_off"
    MERGED = "merged"
    FORMULA = "formula"
    ENCODING = "encoding"
    OTHER_SHEET = "other_sheet"
    HIDDEN_SHEET = "hidden_sheet"
    NO_HEADER = "no_header"


WORDLESS = frozenset({AsideKind.EMPTY, AsideKind.RAGGED, AsideKind.MERGED})
MORE = "+"


@dataclass(frozen=True, slots=True)
class Aside:
    """A line set aside or a thing noticed, with its words kept. Its words may name a person."""

    kind: AsideKind
    first_row: int
    last_row: int
    text: str = ""


class Asides:
    """Collects asides in order; wordless neighbours of one kind become one."""

    def __init__(self) -> None:
        self._held: list[Aside] = []
        self._wordless: Counter[AsideKind] = Counter()
        self._text = 0

    def add(self, kind: AsideKind, number: int, text: str = "", *, last: int | None = None) -> None:
        before = self._held[-1] if self._held else None
        is_next = before and before.kind is kind and before.last_row == number - 1
        if is_next and not text and not before.text and last is None:
            self._held[-1] = Aside(kind, before.first_row, number)
            return
        if not text:
            self._wordless[kind] += 1
            if self._wordless[kind] > MOST_OF_A_KIND:
                return
        self._text += bounds.held_by([text])
        if self._text > bounds.MOST_BESIDE:
            raise bounds.too_much_beside()
        self._held.append(Aside(kind, number, last or number, text))

    def __iter__(self) -> Iterator[Aside]:
        yield from self._held
        for kind, count in self._wordless.items():
            if count > MOST_OF_A_KIND:
                yield Aside(kind, 0, 0, f"{MORE}{count - MOST_OF_A_KIND}")

    def __len__(self) -> int:
        return sum(1 for _ in self)


def more_of(kind: str, first_row: int, text: str) -> int:
    """How many further remarks this one stands for, if it is such a number."""
    is_number = kind in WORDLESS and not first_row and text.startswith(MORE)
    return int(text.removeprefix(MORE)) if is_number else 0
