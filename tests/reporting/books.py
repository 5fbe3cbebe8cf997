"""Workbooks as donors send them, made with a library that knows nothing of ours."""

import io
import re
import zipfile

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName


def form() -> openpyxl.Workbook:
    """A form with a merged heading, a formula over two markers, a chart, a name, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Informe"
    sheet["A1"] = "Informe de {{month_words}}: {{project}}"
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:D1")
    sheet["A3"], sheet["B3"] = "Personas", "{{people_assisted}}"
    sheet["B3"].number_format = "#,##0"
    sheet["A4"], sheet["B4"] = "Gasto", "{{spent}}"
    sheet["A5"], sheet["B5"] = "Doble", "=B4*2"
    sheet["A6"], sheet["B6"] = "Servicios", None
    sheet["A7"], sheet["B7"] = "Presupuesto 1", "{{ line.1.budget }}"
    sheet["A8"], sheet["B8"] = "Retornos", "{{returns}}"
    sheet["A9"], sheet["B9"] = "Otra", "{{no_such_thing}}"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=5))
    sheet.add_chart(chart, "F2")
    book.defined_names["amparo.services_given"] = DefinedName(
        "amparo.services_given", attr_text="Informe!$B$6"
    )
    notes = book.create_sheet("Notas del donante")
    notes["A1"] = "No tocar"
    notes["A2"] = "=SUM(Informe!B3:B4)"
    return book


def sent(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same package with one more part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, old.read(each))
        new.writestr(name, part)
    return out.getvalue()


def replaced(content: bytes, name: str, before: str, after: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            part = old.read(each)
            if each == name:
                assert before.encode() in part
                part = part.replace(before.encode(), after.encode())
            new.writestr(each, part)
    return out.getvalue()


def shared(content: bytes) -> bytes:
    """The same workbook as most programs write it: each text once, in a part of its own."""
    texts: list[str] = []

    def kept(found: re.Match) -> str:
        texts.append(found[2])
        return f'{found[1]} t="s"><v>{len(texts) - 1}</v></c>'

    cell = re.compile(r'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="inlineStr"><is>(.*?)</is></c>')
    out = io.BytesIO()
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    said = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            part = old.read(each).decode()
            if each == "xl/sharedStrings.xml":
                continue
            if "worksheets/sheet" in each:
                part = cell.sub(kept, part)
            if each == rels and "sharedStrings" not in part:
                part = part.replace(
                    "</Relationships>",
                    f'<Relationship Id="rId99" Type="{office}" Target="sharedStrings.xml"/>'
                    "</Relationships>",
                )
            if each == types and "sharedStrings" not in part:
                part = part.replace(
                    "</Types>",
                    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{said}"/></Types>',
                )
            new.writestr(each, part)
        rows = "".join(f"<si>{text}</si>" for text in texts)
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{rows}</sst>')
    return out.getvalue()
