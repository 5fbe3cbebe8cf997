"""Readers of what was written and coded: texts, days, vague dates, codes, yes and no."""

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from amparo.registers import coding, dates, htcds
from amparo.registers.codebook import plain
from amparo.registers.folding import clean
from amparo.registers.readers.cell import (
    NOT_A_CODE,
    NOT_YES_OR_NO,
    Cell,
    corrected,
    facts_of,
    is_dropped,
    said_nothing,
    silence,
    when_in,
)
from amparo.registers.vocabulary import non_answer, yes_or_no
from amparo.taxonomy import vague

if TYPE_CHECKING:
    from amparo.registers.apply import Applied


def text(row: "Applied", cell: Cell, raw: str) -> None:
    if said_nothing(row, cell, raw):
        return
    facts = facts_of(row, cell)
    value = raw.strip() if cell.joins.startswith("\n") else clean(raw)
    value = value.replace("\x00", "")
    held = facts.get(cell.name, "")
    if cell.joins.startswith("\n"):
        facts[cell.name] = f"{held}{cell.joins}{value}".lstrip("\n")
    else:
        facts[cell.name] = f"{held}{cell.joins}{value}" if held else value


def day(row: "Applied", cell: Cell, raw: str) -> None:
    if silence(raw) or (found := when_in(row, cell, raw)) is None:
        return
    facts = facts_of(row, cell)
    if found.day:
        facts[cell.name] = found.day
        return
    row.doubt(cell.column, "vague_date")
    # A case must be opened on some day: the first of what is said, marked as doubtful.
    if cell.rule.field == "case.opened_on" and (low := vague.parse(found.edtf).low):
        facts[cell.name] = low


def vague_date(row: "Applied", cell: Cell, raw: str) -> None:
    if silent := silence(raw):
        facts_of(row, cell).setdefault("unanswered", {})[cell.name] = silent
    elif found := when_in(row, cell, raw):
        row.event[cell.name] = found.edtf


def code(row: "Applied", cell: Cell, raw: str) -> None:
    found = corrected(cell, raw) or coding.code(cell.list, raw)
    if found:
        facts_of(row, cell)[cell.name] = found
    elif not silence(raw) and not is_dropped(cell, raw):
        row.reject(cell.column, NOT_A_CODE)


def codes(row: "Applied", cell: Cell, raw: str) -> None:
    found, is_whole = _codes_in(cell, raw)
    if not found and (is_dropped(cell, raw) or said_nothing(row, cell, raw)):
        return
    facts = facts_of(row, cell)
    held = facts.get(cell.name, [])
    if found:
        facts[cell.name] = [*held, *(each for each in found if each not in held)]
    if not is_whole:
        row.reject(cell.column, NOT_A_CODE)


def _codes_in(cell: Cell, raw: str) -> tuple[tuple[str, ...], bool]:
    chosen = corrected(cell, raw)
    return ((chosen,), True) if chosen else coding.several(cell.list, raw)


def services(row: "Applied", cell: Cell, raw: str) -> None:
    found, is_whole = _codes_in(cell, raw)
    if not found and (is_dropped(cell, raw) or silence(raw)):
        return
    row.services += [(each, None) for each in found]
    if not is_whole:
        row.reject(cell.column, NOT_A_CODE)


def flag(row: "Applied", cell: Cell, raw: str) -> None:
    """A column of yes and no that stands for one code; a date in it means yes, on that day."""
    answer = yes_or_no(raw)
    if answer is False or (answer is None and non_answer(raw)):
        return
    found = None if answer else dates.when(raw, order=cell.rule.order, today=row.today)
    if answer is None and found is None:
        row.reject(cell.column, NOT_YES_OR_NO)
    elif cell.rule.field == "assistance.service":
        row.services.append((cell.rule.code, found.day if found else None))
    else:
        held = row.event.get(cell.name, [])
        row.event[cell.name] = held if cell.rule.code in held else [*held, cell.rule.code]


def checked(row: "Applied", cell: Cell, raw: str) -> None:
    """A field of the standard that has no place of its own: checked, and kept raw."""
    if not _fits_standard(cell.rule.standard, raw):
        row.reject(cell.column, NOT_A_CODE)


@lru_cache(maxsize=65536)
def _fits_standard(name: str, raw: str) -> bool:
    field = htcds.fields()[name]
    if silence(raw):
        return True
    if field.reading == "number":
        return bool(re.fullmatch(r"-?\d+(\.\d+)?", plain(raw)))
    if field.reading == "date":
        return dates.when(raw, today=date.max) is not None
    if field.reading == "yes_no":
        return yes_or_no(raw) is not None
    if not field.list:
        return True
    found, is_whole = coding.several(field.list, raw)
    return is_whole and (field.several or len(found) == 1)
