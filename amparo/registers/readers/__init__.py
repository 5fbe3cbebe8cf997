"""How each kind of cell is read into the facts of a row."""

from typing import TYPE_CHECKING

from amparo.registers.readers import coded, money, people, places
from amparo.registers.readers.cell import Cell, Reader

if TYPE_CHECKING:
    from amparo.registers.apply import Applied

__all__ = ["BY_READING", "Cell", "Reader", "finish", "flag", "text"]

flag = coded.flag
text = coded.text
BY_READING: dict[str, Reader] = {
    "text": coded.text,
    "full_name": people.full_name,
    "surnames": people.surnames,
    "birth_date": people.birth_date,
    "birth_year": people.birth_year,
    "age": people.age,
    "gender": people.gender,
    "countries": people.countries,
    "country": people.country,
    "document": people.document,
    "languages": coded.codes,
    "day": coded.day,
    "vague": coded.vague_date,
    "code": coded.code,
    "codes": coded.codes,
    "services": coded.services,
    "checked": coded.checked,
    "phase": places.phase,
    "place": places.place,
    "money": money.money,
    "currency": money.currency,
}


def finish(row: "Applied") -> None:
    """What only the whole row can tell."""
    places.settle(row)
    money.settle(row)
    if row.unanswered:
        row.person["unanswered"] = row.unanswered
