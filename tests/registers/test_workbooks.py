"""Workbooks as offices keep them: merged cells, two headers, hidden sheets, formulas, streams."""

import csv

from openpyxl import Workbook

from amparo.registers.reading import (
    AsideKind,
    sheets_of,
    streamed,
    workbook,
)
from tests.registers.messy import old_list, pasted_csv, shelter_workbook
from tests.registers.reading import kinds, read


def test_merged_cells_headers_in_two_rows_and_hidden_sheets(tmp_path):
    path = tmp_path / "shelter.xlsx"
    count = shelter_workbook(path)
    register, rows = read(path)
    assert len(rows) == count
    assert register.columns[6:8] == (
        "Lugar de explotación / Estado",
        "Lugar de explotación / Municipio",
    )
    assert register.columns[2] == "Edad"
    # The country is written once for two people who came together.
    assert rows[0].values[4] == rows[1].values[4] != ""
    found = {(aside.kind, aside.text) for aside in register.asides}
    assert (AsideKind.HIDDEN_SHEET, "Listas") in found
    assert (AsideKind.OTHER_SHEET, "Portada") in found
    assert (AsideKind.TOTAL, "TOTAL | 60") in found
    assert {AsideKind.TITLE, AsideKind.NOTE, AsideKind.EMPTY, AsideKind.MERGED} <= {
        kind for kind, _ in found
    }
    assert [sheet.is_hidden for sheet in sheets_of(path)] == [False, False, True]


def test_every_line_of_a_messy_csv_is_a_row_or_is_named(tmp_path):
    path = tmp_path / "pasted.csv"
    count = pasted_csv(path)
    register, rows = read(path)
    assert len(rows) == count
    with path.open(encoding="latin-1", newline="") as file:
        lines = sum(1 for _ in csv.reader(file, delimiter=";"))
    aside = [a for a in register.asides if a.kind in (AsideKind.REPEATED_HEADER, AsideKind.TOTAL)]
    assert lines == 1 + count + len(aside)
    assert {AsideKind.REPEATED_HEADER, AsideKind.TOTAL, AsideKind.ENCODING} <= set(kinds(register))


def test_an_old_list_with_tabs_and_dos_letters(tmp_path):
    path = tmp_path / "old.txt"
    count = old_list(path)
    register, rows = read(path)
    assert len(rows) == count
    assert not any("�" in value for row in rows for value in row.values)
    assert kinds(register)[-1] is AsideKind.NOTE


def test_a_formula_saved_without_its_value_is_named(tmp_path):
    book = Workbook()
    book.active.append(["nombre", "edad"])
    book.active.append(["Ana", "=2012-1997"])
    book.save(tmp_path / "formula.xlsx")
    register, rows = read(tmp_path / "formula.xlsx")
    assert rows[0].values == ("Ana", "")
    assert AsideKind.FORMULA in kinds(register)


def test_a_very_large_sheet_is_read_in_a_stream_with_the_same_result(tmp_path, monkeypatch):
    path = tmp_path / "shelter.xlsx"
    shelter_workbook(path)
    at_once = read(path)
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", 0)
    monkeypatch.setattr(workbook, "_at_once", None)
    streamed_one = read(path)
    assert streamed_one[1] == at_once[1]
    assert list(streamed_one[0].asides) == list(at_once[0].asides)


def test_dates_numbers_and_yes_or_no_read_alike_at_once_and_in_a_stream(tmp_path):
    from datetime import date, datetime, time

    book = Workbook()
    sheet = book.active
    values = [
        date(1998, 3, 4),
        datetime(2011, 5, 6, 7, 8),
        15,
        15.5,
        True,
        "x  y",
        None,
        time(3, 4),
    ]
    sheet.append([f"c{at}" for at in range(len(values))])
    sheet.append(values)
    path = tmp_path / "types.xlsx"
    book.save(path)
    expected = ["1998-03-04", "2011-05-06 07:08:00", "15", "15.5", "TRUE", "x  y", "", "03:04:00"]
    package = workbook.check_package(path)
    at_once = [cells for _, cells in workbook.open_sheet(path, "Sheet", package).rows]
    in_stream = [cells for _, cells in streamed.rows(path, "Sheet")]
    assert at_once[1] == expected
    assert in_stream[1] == expected
