"""Readers of who a person is: names, birth, age, gender, countries, documents."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from amparo.people.keeping import GROWN_UP
from amparo.registers import coding, shapes
from amparo.registers.codebook import plain
from amparo.registers.folding import clean, fold
from amparo.registers.readers.cell import (
    NOT_A_CODE,
    NOT_A_COUNTRY,
    NOT_A_YEAR,
    NOT_AN_AGE,
    Cell,
    corrected,
    said_nothing,
    silence,
    when_in,
)

if TYPE_CHECKING:
    from amparo.registers.apply import Applied


def full_name(row: "Applied", cell: Cell, raw: str) -> None:
    if said_nothing(row, cell, raw, name="given_names"):
        return
    cut = shapes.names(raw, order=cell.rule.order)
    parts = {
        "given_names": cut.given,
        "paternal_surname": cut.paternal,
        "maternal_surname": cut.maternal,
    }
    row.person = row.person | {name: part for name, part in parts.items() if part}
    if cut.is_doubtful:
        row.doubt(cell.column, "name_split")


def surnames(row: "Applied", cell: Cell, raw: str) -> None:
    if said_nothing(row, cell, raw, name="paternal_surname"):
        return
    paternal, maternal = shapes.surnames(raw)
    row.person = row.person | {"paternal_surname": paternal}
    if maternal:
        row.person["maternal_surname"] = maternal


def birth_date(row: "Applied", cell: Cell, raw: str) -> None:
    if said_nothing(row, cell, raw):
        return
    found = when_in(row, cell, raw)
    if found:
        row.person = row.person | {"birth_date": found.edtf, "birth_year": int(found.edtf[:4])}


def birth_year(row: "Applied", cell: Cell, raw: str) -> None:
    if said_nothing(row, cell, raw):
        return
    year = plain(raw)
    if not re.fullmatch(r"(19|20)\d\d", year) or int(year) > row.today.year:
        row.reject(cell.column, NOT_A_YEAR)
        return
    row.person.setdefault("birth_year", int(year))
    row.person.setdefault("birth_date", year)


def age(row: "Applied", cell: Cell, raw: str) -> None:
    # 0 is a baby's age, though it means nothing in other columns.
    if plain(raw) != "0" and said_nothing(row, cell, raw, name="birth_year"):
        return
    found = shapes.age(raw)
    if found is None and shapes.says_minor(raw):
        _minor(row, cell)
        return
    if found is None:
        row.reject(cell.column, NOT_AN_AGE)
        return
    on = row.case.get("opened_on")
    if on is None:
        row.doubt(cell.column, "age_without_date")
    year, edtf = found.birth(on or row.today)
    held = row.person.get("birth_year")
    if held is None:
        row.person = row.person | {"birth_year": year, "birth_date": edtf}
    elif on and not found.low - 1 <= on.year - held <= found.high + 1:
        row.doubt(cell.column, "age_and_birth_differ")


def _minor(row: "Applied", cell: Cell) -> None:
    """Under 18 on that day: born some day after the one that lies eighteen years before it."""
    on = row.case.get("opened_on")
    if on is None:
        row.doubt(cell.column, "age_without_date")
    first = (on or row.today) + timedelta(days=1)
    day = 28 if (first.month, first.day) == (2, 29) else first.day
    born = first.replace(year=first.year - GROWN_UP, day=day)
    row.person = {"birth_date": f"{born}/.."} | row.person


def gender(row: "Applied", cell: Cell, raw: str) -> None:
    if found := corrected(cell, raw):
        row.person["gender"] = found
    elif fold(raw) == "m":
        # Masculino or mujer? The rest of the column did not show it.
        row.doubt(cell.column, "gender_letter")
    elif found := coding.code(cell.list, raw) or silence(raw):
        row.person["gender"] = found
    else:
        row.reject(cell.column, NOT_A_CODE)


def countries(row: "Applied", cell: Cell, raw: str) -> None:
    found, is_whole = coding.several_countries(raw)
    if not found and said_nothing(row, cell, raw):
        return
    held = row.person.get(cell.name, [])
    if found:
        row.person[cell.name] = [*held, *(code for code in found if code not in held)]
    if not is_whole:
        row.reject(cell.column, NOT_A_COUNTRY)


def country(row: "Applied", cell: Cell, raw: str) -> None:
    found = coding.country(raw)
    if found:
        row.person[cell.name] = found
    elif not said_nothing(row, cell, raw):
        row.reject(cell.column, NOT_A_COUNTRY)


def document(row: "Applied", cell: Cell, raw: str) -> None:
    if not said_nothing(row, cell, raw, name="identity_documents"):
        held = row.person.get("identity_documents", [])
        row.person["identity_documents"] = [*held, f"{cell.column}: {clean(raw)}"]
