"""Readers of places: the columns of one role are read together, country first."""

from functools import lru_cache
from typing import TYPE_CHECKING

from amparo.registers import coding
from amparo.registers.folding import clean, fold
from amparo.registers.readers.cell import NOT_A_CODE, NOT_A_PLACE, Cell, silence

if TYPE_CHECKING:
    from amparo.registers.apply import Applied

LEVELS = (
    ("country", ("pais", "country", "nacion")),
    ("area", ("estado", "edo", "entidad", "state", "province", "departamento")),
    ("municipality", ("municipio", "mpio", "mun", "municipality", "alcaldia", "ciudad", "city")),
)


def phase(row: "Applied", cell: Cell, raw: str) -> None:
    roles = {"recruitment": "origin", "transit": "transit", "exploitation": "exploitation"}
    found = coding.code(cell.list, raw)
    row.phase = roles.get((found or "").casefold(), "")
    if not row.phase and not silence(raw):
        row.reject(cell.column, NOT_A_CODE)


def place(row: "Applied", cell: Cell, raw: str) -> None:
    if not silence(raw) or clean(raw) == "NA":
        role = (row.phase or "exploitation") if cell.name == "phase" else cell.name
        row.place_words.setdefault(role, []).append((cell.column, clean(raw)))


def settle(row: "Applied") -> None:
    for role, words in row.place_words.items():
        _find_places(row, role, words)


def _find_places(row: "Applied", role: str, words: list[tuple[str, str]]) -> None:
    """The finest place that the columns of one role name together, country first."""
    within, found = None, None
    for column, text in sorted(words, key=lambda each: _level(each[0])[0]):
        parts = [part.strip() for part in text.split(",") if part.strip()]
        for at, part in enumerate(reversed(parts)):
            level = _level(column)[1] if len(parts) == 1 else None
            hit = _one_place(row, part, level, within)
            if hit:
                within = found = hit
            elif at == len(parts) - 1:
                row.reject(column, NOT_A_PLACE)
    if found:
        row.places.append((found, role))


def _one_place(row: "Applied", text: str, level: str | None, within: str | None) -> str | None:
    hits = row.find_place(text, level, within) or (row.find_place(text, None, within))
    return hits[0] if hits else None


@lru_cache(maxsize=1024)
def _level(column: str) -> tuple[int, str | None]:
    words = fold(column).split()
    for rank, (level, names) in enumerate(LEVELS):
        if any(word in names for word in words):
            return rank, level
    return len(LEVELS), None
