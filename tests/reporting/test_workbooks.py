"""A donor's workbook keeps all it holds; numbers go where its markers stand, and nowhere else."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook.defined_name import DefinedName

from amparo.reporting.rule import Out
from amparo.reporting.workbooks.filling import filled, guarded
from amparo.reporting.workbooks.finding import Problem, Trouble, find
from amparo.reporting.workbooks.package import Package, TooLarge, column, place
from tests.reporting.books import form, replaced, sent, shared, with_part

VALUES = {
    "month_words": Out("October 2026"),
    "project": Out("NORTE"),
    "people_assisted": Out("10", 10),
    "spent": Out("250", 250),
    "services_given": Out("15", 15),
    "line.1.budget": Out("1,000", 1000),
    "returns": Out("not kept yet"),
}


def found(book):
    return find(Package(sent(book)))


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_markers_are_found_in_cells_and_by_name():
    spots = {spot.where: (spot.code, spot.whole, spot.by_name) for spot in found(form()).spots}
    assert spots == {
        "Informe!A1": ("project", False, False),
        "Informe!B3": ("people_assisted", True, False),
        "Informe!B4": ("spent", True, False),
        "Informe!B6": ("services_given", True, True),
        "Informe!B7": ("line.1.budget", True, False),
        "Informe!B8": ("returns", True, False),
        "Informe!B9": ("no_such_thing", True, False),
    }
    assert len(found(form()).spots) == 8
    assert not found(form()).problems


@pytest.mark.parametrize("written", [bytes, shared])
def test_numbers_are_numbers_words_are_words_and_formulas_stay(written):
    content = written(sent(form()))
    assert (b't="s"' in parts(content)["xl/worksheets/sheet1.xml"]) == (written is shared)
    sheet = opened(filled(content, VALUES))["Informe"]
    cells = {each: sheet[each].value for each in ("A1", "B3", "B4", "B5", "B6", "B7", "B8", "B9")}
    assert cells == {
        "A1": "Informe de October 2026: NORTE", "B3": 10, "B4": 250, "B5": "=B4*2", "B6": 15,
        "B7": 1000, "B8": "not kept yet", "B9": "{{no_such_thing}}",
    }  # fmt: skip
    assert sheet["A1"].font.bold
    assert sheet["B3"].number_format == "#,##0"
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:D1"]


def test_every_other_part_stays_byte_for_byte():
    content = sent(form())
    before, after = parts(content), parts(filled(content, VALUES))
    assert set(before) == set(after)
    assert any("chart" in name for name in before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}


def test_formulas_are_worked_out_anew_and_show_nothing_old():
    content = replaced(
        sent(form()), "xl/worksheets/sheet1.xml", "<f>B4*2</f><v></v>", "<f>B4*2</f><v>999</v>"
    )
    assert b"999" in parts(content)["xl/worksheets/sheet1.xml"]
    after = parts(filled(content, VALUES))
    assert b"999" not in after["xl/worksheets/sheet1.xml"]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]
    plain = replaced(content, "xl/workbook.xml", '<calcPr calcId="124519" fullCalcOnLoad="1"/>', "")
    workbook = parts(filled(plain, VALUES))["xl/workbook.xml"]
    assert workbook.index(b"definedNames") < workbook.index(b"fullCalcOnLoad")


@pytest.mark.parametrize("spoil", ["formula", "array", "merged", "pieces", "range", "name", "text"])
def test_a_marker_that_would_lose_something_is_named_with_its_cell(spoil):
    book = form()
    sheet = book["Informe"]
    expected = {
        "formula": Problem(Trouble.FORMULA, "Informe!C3"),
        "array": Problem(Trouble.FORMULA, "Informe!C3"),
        "merged": Problem(Trouble.MERGED, "Informe!B6"),
        "pieces": Problem(Trouble.PIECES, "Informe!C3"),
        "range": Problem(Trouble.RANGE, "amparo.returns"),
        "name": Problem(Trouble.FORMULA, "Informe!B5"),
        "text": Problem(Trouble.ELSEWHERE, "xl/drawings/drawing1.xml"),
    }[spoil]
    if spoil == "formula":
        sheet["C3"] = '="{{people_assisted}}"'
    if spoil == "merged":
        sheet.merge_cells("A6:C6")
    if spoil == "pieces":
        sheet["C3"] = CellRichText("{{people", TextBlock(InlineFont(b=True), "_assisted}}"))
    if spoil in ("range", "name"):
        cells = {"range": "Informe!$A$1:$B$9", "name": "Informe!$B$5"}[spoil]
        book.defined_names["amparo.returns"] = DefinedName("amparo.returns", attr_text=cells)
    content = sent(book)
    if spoil == "array":
        # A cell into which the formula of another spills: its text, and no formula of its own.
        content = replaced(
            content, "xl/worksheets/sheet1.xml", '<row r="3">',
            '<row r="3"><c r="C3" t="str"><v>{{new}}</v></c>',
        )  # fmt: skip
    if spoil == "text":
        content = replaced(
            content, "xl/drawings/drawing1.xml", "<a:graphic", "<!--{{new}}--><a:graphic"
        )
    assert find(Package(content)).problems == [expected]


def test_a_marker_in_a_merged_cell_is_read_where_it_shows():
    book = form()
    book["Informe"]["F20"] = "{{people_assisted}}"
    book["Informe"].merge_cells("F20:H22")
    held = found(book)
    assert ("Informe!F20", "people_assisted") in [(spot.where, spot.code) for spot in held.spots]
    assert not held.problems
    sheet = opened(filled(sent(book), VALUES))["Informe"]
    assert sheet["F20"].value == 10


def test_a_name_of_a_whole_merged_cell_is_one_cell():
    book = form()
    book["Informe"].merge_cells("F20:H22")
    for name, cells in (("one", "$F$20:$H$22"), ("two", "$A$9:$A$9")):
        book.defined_names[f"amparo.{name}"] = DefinedName(
            f"amparo.{name}", attr_text=f"'Informe'!{cells}"
        )
    held = found(book)
    named = {spot.where: spot.code for spot in held.spots if spot.by_name}
    assert (named["Informe!F20"], named["Informe!A9"]) == ("one", "two")
    sheet = opened(filled(sent(book), VALUES | {"one": Out("1", 1)}))["Informe"]
    assert sheet["F20"].value == 1


def test_words_around_a_marker_keep_how_they_are_written():
    book = form()
    book["Informe"]["C3"] = CellRichText(
        "Total: ", TextBlock(InlineFont(b=True), "{{people_assisted}}"), " personas"
    )
    cell = opened(filled(sent(book), VALUES))["Informe"]["C3"].value
    assert str(cell) == "Total: 10 personas"
    assert cell[1].font.b


def test_a_cell_that_was_not_there_is_made_in_its_place():
    book = form()
    for name, cell in (("spent", "$C$3"), ("project", "$A$2"), ("returns", "$A$40")):
        book.defined_names[f"amparo.{name}"] = DefinedName(
            f"amparo.{name}", attr_text=f"Informe!{cell}"
        )
    content = filled(sent(book), VALUES)
    sheet = opened(content)["Informe"]
    assert (sheet["C3"].value, sheet["A2"].value, sheet["A40"].value) == (
        250, "NORTE", "not kept yet",
    )  # fmt: skip
    raw = parts(content)["xl/worksheets/sheet1.xml"].decode()
    assert raw.index('r="A2"') < raw.index('r="A3"') < raw.index('r="B3"') < raw.index('r="C3"')
    assert raw.index('r="B9"') < raw.index('r="A40"')


@pytest.mark.parametrize("words", ["=1+1", "+52", "-3", "@SUM(A1)", "\tx", "\rx"])
def test_our_words_are_never_taken_for_a_formula(words):
    assert guarded(words) == f"'{words}"
    sheet = opened(filled(sent(form()), VALUES | {"returns": Out(words)}))["Informe"]
    assert sheet["B8"].data_type == "s"
    assert sheet["B8"].value.startswith("'")


def test_plain_words_stay():
    assert guarded("NORTE") == "NORTE"


def test_places():
    assert (column("A"), column("Z"), column("AA"), place("AB12")) == (1, 26, 27, (12, 28))
    with pytest.raises(ValueError, match="12"):
        place("12")


def test_what_is_too_large_is_no_form(monkeypatch):
    content = with_part(sent(form()), "xl/media/x.xml", b"x" * 2000)
    monkeypatch.setattr("amparo.reporting.workbooks.package.MOST_UNPACKED", 1000)
    with pytest.raises(TooLarge):
        Package(content)
    monkeypatch.setattr("amparo.reporting.workbooks.package.MOST_UNPACKED", 10**9)
    monkeypatch.setattr("amparo.reporting.workbooks.package.LARGEST_PART", 100)
    with pytest.raises(TooLarge):
        Package(content)
