"""Broken, hostile and far too large files are refused in a sentence, and fill no memory."""

import csv
import random
import zipfile

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from openpyxl import Workbook

from amparo.core.errors import BadInput
from amparo.registers import wording
from amparo.registers.reading import (
    Aside,
    AsideKind,
    open_register,
    sheets_of,
    streamed,
    workbook,
)
from tests.registers.messy import shelter_workbook
from tests.registers.reading import kinds, read, write


def test_null_bytes_emoji_right_to_left_and_formulas_come_through_as_they_are(tmp_path):
    cells = ["a\x00b", "🦋", "مريم", "=1+1", "@cmd", "-2+3"]
    path = tmp_path / "register.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["c1", "c2", "c3", "c4", "c5", "c6"], cells])
    _, rows = read(path)
    assert list(rows[0].values) == cells


def test_a_value_of_ten_megabytes_is_read_whole(tmp_path):
    _, rows = read(write(tmp_path, f"nombre,hechos\nAna,{'ñ' * 10_000_000}\n"))
    assert len(rows[0].values[1]) == 10_000_000


def test_a_quotation_mark_never_closed_is_refused_with_its_row(tmp_path):
    with pytest.raises(BadInput, match="row 3"):
        read(write(tmp_path, 'nombre,edad\nAna,15\n"Rosa,16\nLuz,17\n'))


def test_a_last_line_cut_off_is_noticed_and_kept(tmp_path):
    register, rows = read(write(tmp_path, "nombre,edad,sexo\nAna,15,F\nRos"))
    assert rows[1].values[0] == "Ros"
    assert AsideKind.CUT_OFF in kinds(register)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "save it as XLSX"),
        (b"%PDF-1.7 ...", "not a table"),
        (b"<html><table><tr><td>1</td></tr></table>", "not a table"),
        (random.Random(1).randbytes(5000), "not a table"),
        (b"PK\x03\x04" + b"\x00" * 100, "damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_a_way_out(tmp_path, content, words):
    with pytest.raises(BadInput, match=words):
        read(write(tmp_path, content))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(BadInput, match="cannot be opened"):
            open_register(path)


def test_a_workbook_cut_in_half_is_refused(tmp_path):
    path = tmp_path / "whole.xlsx"
    shelter_workbook(path)
    half = write(tmp_path, path.read_bytes()[: path.stat().st_size // 2], "half.xlsx")
    with pytest.raises(BadInput, match="damaged"):
        read(half)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.xlsx"
    shelter_workbook(path, count=1)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/zeros.bin", bytes(80 << 20))
    with pytest.raises(BadInput, match="break programs"):
        open_register(path)


def test_entities_in_a_workbook_are_refused(tmp_path):
    path = tmp_path / "lol.xlsx"
    shelter_workbook(path, count=1)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/extra.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>')
    with pytest.raises(BadInput, match="entities"):
        open_register(path)


def bomb(tmp_path, sheet, **parts):
    """A workbook of one sheet, whose XML is what the test says."""
    path = tmp_path / "bomb.xlsx"
    book = Workbook()
    book.active.append(["nombre", "edad"])
    whole = tmp_path / "whole.xlsx"
    book.save(whole)
    place = parts.pop("place", "xl/worksheets/sheet1.xml")
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as package:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/_rels/workbook.xml.rels":
                content = content.replace(b"worksheets/sheet1.xml", place[3:].encode())
            if part.filename not in {"xl/worksheets/sheet1.xml", *(f"xl/{n}.xml" for n in parts)}:
                package.writestr(part.filename, content)
        package.writestr(place, sheet if isinstance(sheet, bytes) else SHEET % sheet)
        for name, content in parts.items():
            package.writestr(f"xl/{name}.xml", content)
    return path


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="str"><v>nombre</v></c><c r="B1" t="str"><v>edad</v></c></row>'
    "%s</sheetData></worksheet>"
)
ANA = '<row r="2"><c r="A2" t="str"><v>Ana Inventada</v></c><c r="B2"><v>15</v></c></row>'
OUTSIDE = [
    '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
    '<row r="99999999999"><c><v>1</v></c></row>',
    '<row r="2"><c r="A99999999999"><v>1</v></c></row>',
    '<row r="2"><c r="XFE2"><v>1</v></c></row>',
    '<row r="2"><c r="ZZZZZZZ3"><v>1</v></c></row>',
    '<row r="0"><c><v>1</v></c></row>',
    f"{ANA}</sheetData><mergeCells><mergeCell ref='A2:XFE2'/></mergeCells><sheetData>",
]


@pytest.mark.parametrize("largest", [0, 40 << 20], ids=["streamed", "at once"])
@pytest.mark.parametrize("sheet", OUTSIDE)
def test_a_cell_outside_of_every_sheet_is_refused(tmp_path, monkeypatch, sheet, largest):
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", largest)
    with pytest.raises(BadInput, match="outside of what a sheet can hold"):
        read(bomb(tmp_path, sheet))


FAR = ANA + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def test_one_cell_in_the_farthest_corner_does_not_fill_the_memory(tmp_path, monkeypatch):
    """Laid out as a rectangle it would need 550 GB, and the process would be ended."""
    monkeypatch.setattr(workbook, "_at_once", None)
    _, rows = read(bomb(tmp_path, FAR))
    assert rows[0].values == ("Ana Inventada", "15")
    assert (rows[-1].number, len(rows[-1].values)) == (1_048_576, 16_384)


@pytest.mark.parametrize("place", ["xl/worksheets/table", "xl/worksheets/in/table.bin"])
def test_a_sheet_kept_under_another_name_is_measured_too(tmp_path, place):
    package = workbook.check_package(bomb(tmp_path, FAR, place=place))
    assert package.is_streamed


def test_rows_that_jump_back_and_forth_are_read_once(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", 0)
    jumps = '<row r="900"><c r="A900"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>'
    package = bomb(tmp_path, ANA + jumps * 50)
    lines = list(streamed.rows(package, "Sheet"))
    assert len(lines) < 1100


def test_cells_spread_over_all_columns_of_very_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("amparo.registers.reading.opening.MOST_CELLS", 1_000_000)
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 90))
    with pytest.raises(BadInput, match="over more columns and rows"):
        read(bomb(tmp_path, wide))


@pytest.mark.parametrize(
    ("rows", "largest", "fits"), [(100, 0, True), (101, 0, False), (101, 40 << 20, True)]
)
def test_a_stray_cell_far_out_is_kept_and_a_table_of_them_refused(
    tmp_path, monkeypatch, rows, largest, fits
):
    """Small as it is, laid out in batches it took more than a gigabyte."""
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", largest)
    stray = "".join(f'<row r="{n}"><c r="BYA{n}"><v>1</v></c></row>' for n in range(3, rows + 3))
    path = bomb(tmp_path, ANA + stray)
    if fits:
        register, found = read(path)
        assert register.columns == ("nombre", "edad")
        assert found[0].values == ("Ana Inventada", "15")
        assert found[-1].values[-1] == "1"
        return
    with pytest.raises(BadInput, match="over more columns and rows"):
        read(path)


@pytest.mark.parametrize(("count", "fits"), [(2_000, True), (2_001, False)])
def test_more_columns_than_anybody_could_look_at_are_refused(tmp_path, count, fits):
    head = ";".join(f"campo {n}" for n in range(1, count + 1))
    path = write(tmp_path, f"{head}\n" + "x;" * (count - 1) + "x\n")
    if fits:
        assert len(read(path)[0].columns) == count
        return
    with pytest.raises(BadInput, match="more columns than a register has"):
        read(path)


NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def repeating(tmp_path, text, times):
    """A workbook that has one text once and names it in very many cells."""
    named = "<row>" + '<c t="s"><v>1</v></c>' * 10 + "</row>"
    strings = f"<sst {NAMESPACE}><si><t>no</t></si><si>{text}</si></sst>"
    return bomb(tmp_path, ANA + named * (times // 10), sharedStrings=strings)


@pytest.mark.parametrize(
    "text",
    [f"<t>{'x' * 30_000}</t>", f"<r><t><b/>{'x' * 20_000}</t></r><r><t>{'y' * 9_000}</t></r>"],
)
def test_one_long_text_named_by_very_many_cells_is_refused_before_it_is_opened(
    tmp_path, monkeypatch, text
):
    """Laid out cell by cell, two hundred kilobytes took more than eight gigabytes."""
    monkeypatch.setattr(workbook, "CalamineWorkbook", None)
    path = repeating(tmp_path, text, 40_000)
    for opening in (open_register, sheets_of):
        with pytest.raises(BadInput, match="unpacks to far more"):
            opening(path)


def test_one_long_text_in_very_many_cells_of_a_streamed_sheet_is_refused_on_the_way(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", 0)
    with pytest.raises(BadInput, match="far more text than its size"):
        read(repeating(tmp_path, f"<t>{'x' * 30_000}</t>", 40_000))


def test_a_text_that_a_register_repeats_in_earnest_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_at_once", None)
    path = repeating(tmp_path, f"<t>{'x' * 500}</t>", 90_000)
    package = workbook.check_package(path)
    assert package.letters == 500 * 90_000 + len("nombreedadAna Inventada15")
    _, rows = read(path)
    assert (len(rows), rows[-1].values[0]) == (9_001, "x" * 500)


@pytest.mark.parametrize(
    "strings",
    ["<si><t>a</t><si><t>b</t></si></si>", "<si><t>a</t></si>"],
    ids=["one within another", "one that is missing"],
)
def test_shared_strings_that_two_readers_would_count_differently_are_refused(tmp_path, strings):
    strings = f"<sst {NAMESPACE}>{strings}</sst>"
    cell = '<row r="3"><c t="s"><v>1</v></c></row>'
    with pytest.raises(BadInput, match="not built as XLSX"):
        read(bomb(tmp_path, ANA + cell, sharedStrings=strings))


def test_two_lists_of_shared_strings_are_refused(tmp_path):
    path = repeating(tmp_path, "<t>a</t>", 10)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("XL/SharedStrings.xml", f"<sst {NAMESPACE}/>")
    with pytest.raises(BadInput, match="not built as XLSX"):
        open_register(path)


def test_very_many_merged_cells_are_named_two_hundred_times_and_then_counted(tmp_path):
    merged = "".join(f'<mergeCell ref="A{n}:A{n + 1}"/>' for n in range(2, 2002, 2))
    sheet = f"{ANA}</sheetData><mergeCells>{merged}</mergeCells><sheetData>"
    register, _ = read(bomb(tmp_path, sheet))
    asides = list(register.asides)
    assert len(asides) == len(register.asides) == 201
    assert asides[199] == Aside(AsideKind.MERGED, 400, 401)
    assert asides[200] == Aside(AsideKind.MERGED, 0, 0, "+800")
    remarks = wording.remarks((a.kind, a.first_row, a.last_row, a.text) for a in asides)
    assert [(one.first, one.more) for one in remarks][-2:] == [(400, 0), (0, 800)]


def test_notes_are_all_kept_and_the_page_says_how_many_it_does_not_show(tmp_path):
    lines = "".join(f"Nota: visita {n};;\n" for n in range(250))
    register, _ = read(write(tmp_path, f"nombre;edad;nota\nAna Inventada;15;x\n{lines}"))
    asides = [(a.kind, a.first_row, a.last_row, a.text) for a in register.asides]
    assert (len(asides), asides[-1][3]) == (250, "Nota: visita 249")
    page = render_to_string("registers/_asides.html", {"asides": wording.remarks(asides)})
    assert page.count("<li>") == 201
    with translation.override("en"):
        page = render_to_string("registers/_asides.html", {"asides": wording.remarks(asides)})
    assert "<li>Note: and 50 more</li>" in page


ENTITIES = '<!DOCTYPE x [<!ENTITY a "b">]>'


@pytest.mark.parametrize("part", ["styles", "sharedStrings"])
def test_entities_far_into_a_part_are_refused(tmp_path, part):
    content = f"<?xml version='1.0'?><!--{'x' * ((1 << 20) - 60)}-->{ENTITIES}<x/>"
    with pytest.raises(BadInput, match="entities"):
        read(bomb(tmp_path, ANA, **{part: content}))


@pytest.mark.parametrize(
    "sheet",
    [
        (ENTITIES + SHEET % ANA).encode("utf-16"),
        (SHEET % ANA).encode()[:-40],
        (SHEET % '<row r="2"><c r="A2" t="s"><v>9</v></c></row>').encode(),
        (SHEET % '<row r="2"><c r="2A"><v>9</v></c></row>').encode(),
        b"<worksheet><sheetData><row r='x'/></sheetData></worksheet>",
        b"no sheet at all",
        b"",
    ],
    ids=["two bytes", "cut off", "no such word", "no reference", "no number", "no XML", "empty"],
)
@pytest.mark.parametrize("largest", [0, 40 << 20], ids=["streamed", "at once"])
def test_whatever_breaks_a_reader_is_told_in_a_sentence(tmp_path, monkeypatch, sheet, largest):
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", largest)
    with pytest.raises(BadInput, match="cannot be read"):
        read(bomb(tmp_path, sheet))


@pytest.mark.parametrize("number", ["1e300", "1e999", "-1e9"])
def test_a_date_beyond_the_calendar_is_told_in_a_sentence(tmp_path, monkeypatch, number):
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", 0)
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    row = f'<row r="2"><c r="A2" s="1"><v>{number}</v></c></row>'
    with pytest.raises(BadInput, match="cannot be read"):
        read(bomb(tmp_path, row, styles=styles))
