"""What a register is made of: rows with their number in the file, and lines that are not rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table, numbered as a person sees it in a spreadsheet."""

    number: int
    values: tuple[str, ...]  # at least as many as the table has columns


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

    def add(self, kind: AsideKind, number: int, text: str = "", *, last: int | None = None) -> None:
        before = self._held[-1] if self._held else None
        is_next = before and before.kind is kind and before.last_row == number - 1
        if is_next and not text and not before.text and last is None:
            self._held[-1] = Aside(kind, before.first_row, number)
            return
        self._held.append(Aside(kind, number, last or number, text))

    def __iter__(self) -> Iterator[Aside]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
