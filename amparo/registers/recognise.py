"""Which codebook a file follows: by the names of its columns, then by telling values."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from amparo.core.errors import BadInput
from amparo.registers import htcds
from amparo.registers.codebook import KINDS, Codebook, codebook, plain

PUBLIC_KINDS = tuple(kind for kind in KINDS if kind != "htcds")
MOST_STRANGE = 0.2  # columns a public file may have beside its codebook, such as a row index
LEAST_FITTING = 0.8
LEAST_OF_STANDARD = 0.5


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that follows a codebook, with the codebook's name for each known column."""

    kind: str
    columns: dict[str, str]  # column of the file -> name in the codebook
    strange: tuple[str, ...]  # columns the codebook does not know; kept as they are


def recognise(columns: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Recognised | None:
    """The codebook that a file follows, or None for a register of its own making."""
    standard = _as_standard(columns)
    if standard:
        return standard
    fitting = [found for kind in PUBLIC_KINDS if (found := _as_public(kind, columns, rows))]
    if not fitting:
        return None
    return max(fitting, key=lambda found: _likeness(found, columns, rows))


def recognise_as(kind: str, columns: Sequence[str]) -> Recognised:
    """Read the file under a codebook that a person named."""
    found = _named_fields(columns) if kind == "htcds" else _named_columns(codebook(kind), columns)
    if not found:
        raise BadInput(
            _(
                "No column of this file is in that codebook, so it cannot be read as such. Check "
                "the first rows of the file, or leave the kind out to have it recognised."
            )
        )
    return Recognised(kind, found, tuple(name for name in columns if name not in found))


@lru_cache(maxsize=8192)
def is_coded_name(name: str) -> bool:
    return htcds.column_named(name) is not None or any(
        codebook(kind).column_named(name) for kind in PUBLIC_KINDS
    )


def _as_standard(columns: Sequence[str]) -> Recognised | None:
    found = _named_fields(columns)
    has_code_name = any(htcds.column_named(name) for name in found)
    if not has_code_name or len(found) < LEAST_OF_STANDARD * len(_real(columns)):
        return None
    return Recognised("htcds", found, tuple(name for name in columns if name not in found))


def _named_fields(columns: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in columns:
        column = htcds.column_named(name) or htcds.column_labelled(name)
        if column:
            found[name] = column.field.name
    return found


def _named_columns(book: Codebook, columns: Sequence[str]) -> dict[str, str]:
    names = {name: book.column_named(name) for name in columns}
    return {name: coded for name, coded in names.items() if coded}


def _real(columns: Sequence[str]) -> list[str]:
    return [name for name in columns if not name.startswith(("column ", "Unnamed:"))]


def _as_public(
    kind: str, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> Recognised | None:
    book = codebook(kind)
    found = _named_columns(book, columns)
    real = _real(columns)
    # A register of people that happens to have a column "gender" is no public data set.
    if not found or len([name for name in real if name not in found]) > MOST_STRANGE * len(real):
        return None
    if rows and _fit(book, found, columns, rows) < LEAST_FITTING:
        return None
    return Recognised(kind, found, tuple(name for name in columns if name not in found))


def _fit(
    book: Codebook, found: dict[str, str], columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> float:
    checks = [
        not book.columns[found[name]].refusal(row[at])
        for at, name in enumerate(columns)
        if name in found
        for row in rows
    ]
    return sum(checks) / max(1, len(checks))


def _likeness(
    found: Recognised, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[int, float, int]:
    """More columns known first, then values only this codebook writes."""
    book, told = codebook(found.kind), 0
    for at, name in enumerate(columns):
        mark = book.marks.get(found.columns.get(name, ""))
        if mark:
            told += sum(bool(mark.fullmatch(plain(row[at]))) for row in rows)
    # Only the synthetic file writes blank for no; a single 0 outweighs this.
    has_flags = any(book.columns[coded].zero_is_an_answer for coded in found.columns.values())
    quiet = 0.5 if found.kind == "ctdc-synthetic" and has_flags else 0.0
    return len(found.columns), told + quiet, -PUBLIC_KINDS.index(found.kind)
