"""A copy of a workbook with numbers in place of its markers."""

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal

from lxml import etree

from amparo.reporting.rule import Out
from amparo.reporting.workbooks.finding import MARKER, Spot, find, is_formula, written
from amparo.reporting.workbooks.package import Package, Sheet, local, place

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Programs that read a text as a formula know it by how it begins.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BEFORE_CALC = {
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "AlternateContent", "revisionPtr",
}  # fmt: skip


def filled(content: bytes, values: Mapping[str, Out]) -> bytes:
    """Markers that nothing is known of stay as they stand. Formulas are worked out anew."""
    package = Package(content)
    by_sheet = {sheet.name: sheet for sheet in package.sheets}
    for spot in find(package).spots:
        if spot.code in values:
            _fill(package, by_sheet[spot.sheet], spot, values)
    for sheet in package.sheets:
        _forget_results(sheet)
    _work_out_on_opening(package.workbook)
    return package.packed()


def _fill(package: Package, sheet: Sheet, spot: Spot, values: Mapping[str, Out]) -> None:
    cell = _cell(sheet, spot.cell)
    out = values[spot.code]
    if spot.whole and out.number is not None:
        _emptied(cell)
        etree.SubElement(cell, _tag(cell, "v")).text = _number(out.number)
    elif spot.whole:
        _emptied(cell)
        _said(cell, [_text(cell, guarded(out.words))])
    else:
        _reworded(package, cell, values)


def _reworded(package: Package, cell: etree._Element, values: Mapping[str, Out]) -> None:
    """Words of the donor around a marker stay, with how they are written."""
    held = written(package, cell)
    if held is None:
        return
    kept = [deepcopy(each) for each in held if local(each) in ("t", "r")]
    for part in kept:
        for text in [part] if local(part) == "t" else part.iter("{*}t"):
            text.text = MARKER.sub(lambda m: _words(m, values), text.text or "")
            text.set(XML_SPACE, "preserve")
    _emptied(cell)
    _said(cell, kept)


def _words(match, values: Mapping[str, Out]) -> str:
    found = values.get(match[1].strip())
    return found.words if found else match[0]


def _said(cell: etree._Element, parts: list[etree._Element]) -> None:
    cell.set("t", "inlineStr")
    own = etree.SubElement(cell, _tag(cell, "is"))
    own.extend(parts)


def _text(cell: etree._Element, words: str) -> etree._Element:
    text = etree.Element(_tag(cell, "t"))
    text.text = words
    text.set(XML_SPACE, "preserve")
    return text


def guarded(words: str) -> str:
    """Text that no program takes for a formula, not even once the sheet is saved as CSV."""
    return f"'{words}" if words.startswith(BEGINS_A_FORMULA) else words


def _emptied(cell: etree._Element) -> None:
    for each in list(cell):
        cell.remove(each)
    cell.attrib.pop("t", None)


def _number(value: Decimal | int) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _tag(near: etree._Element, name: str) -> str:
    return f"{{{etree.QName(near).namespace}}}{name}"


def _cell(sheet: Sheet, reference: str) -> etree._Element:
    """A cell, made where the sheet holds none."""
    wanted, column = place(reference)
    rows = sheet.root.find("{*}sheetData")
    assert rows is not None
    row = next((each for each in rows if each.get("r") == str(wanted)), None)
    if row is None:
        row = etree.Element(_tag(rows, "row"), r=str(wanted))
        at = sum(int(each.get("r", "0")) < wanted for each in rows)
        rows.insert(at, row)
    cell = next((each for each in row if each.get("r") == reference), None)
    if cell is None:
        cell = etree.Element(_tag(rows, "c"), r=reference)
        at = sum(place(each.get("r", "A1"))[1] < column for each in row)
        row.insert(at, cell)
    return cell


def _forget_results(sheet: Sheet) -> None:
    """What a formula gave before: some programs would go on showing it."""
    for cell in sheet.root.iter("{*}c"):
        if cell.find("{*}f") is not None and is_formula(cell):
            for value in cell.findall("{*}v"):
                cell.remove(value)
            cell.attrib.pop("t", None)


def _work_out_on_opening(workbook: etree._Element) -> None:
    calc = workbook.find("{*}calcPr")
    if calc is None:
        calc = etree.Element(_tag(workbook, "calcPr"))
        at = max((i for i, each in enumerate(workbook) if local(each) in BEFORE_CALC), default=-1)
        workbook.insert(at + 1, calc)
    calc.set("fullCalcOnLoad", "1")
