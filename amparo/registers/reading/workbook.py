"""Rows of an XLSX workbook: values of formulas, merged cells filled, hidden sheets named."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from amparo.core.errors import BadInput
from amparo.registers.reading import streamed
from amparo.registers.reading.cells import as_text

LARGEST_UNPACKED = 1 << 30
LARGEST_SWELLING = 250  # a sheet of zeros and ones shrinks fifty times; a bomb a thousand times
SMALL_ENOUGH_TO_SWELL = 50 << 20
# Above this the whole sheet would not fit beside the rest in 500 MB, so it is streamed.
LARGEST_AT_ONCE = 40 << 20
XML_ENDINGS = (".xml", ".rels")
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
FORMULA_WITHOUT_VALUE = re.compile(rb"</f>(?:<v\s*/>|<v></v>|</c>)|<f[^>]*/>(?:<v\s*/>|</c>)")
CHUNK = 1 << 20
LONGEST_FORMULA_END = 64

Merge = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column), from 0


@dataclass(frozen=True, slots=True)
class SheetFacts:
    name: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet opened: its rows with their numbers, and its merged areas."""

    name: str
    rows: Iterator[tuple[int, list[str]]]
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What a look through the package shows before anything is opened."""

    formulas_without_value: int
    largest_sheet: int  # bytes, unpacked


def sheets(path: Path) -> list[SheetFacts]:
    with _readable(path):
        book = CalamineWorkbook.from_path(str(path))
        return [
            SheetFacts(sheet.name, sheet.visible is not SheetVisibleEnum.Visible)
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        ]


def open_sheet(path: Path, name: str, package: PackageFacts) -> Sheet:
    if package.largest_sheet > LARGEST_AT_ONCE:
        return Sheet(name, _streamed(path, name), streamed.merges(path, name))
    with _readable(path):
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name)
        merges = tuple(sheet.merged_cell_ranges or ())
    return Sheet(name, _at_once(sheet), merges)


def check_package(path: Path) -> PackageFacts:
    """Refuse bombs and broken packages; count formulas without value, and the largest sheet."""
    with _readable(path), zipfile.ZipFile(path) as package:
        parts = package.infolist()
        unpacked = sum(part.file_size for part in parts)
        packed = max(1, path.stat().st_size)
        is_swelling = unpacked > SMALL_ENOUGH_TO_SWELL and unpacked / packed > LARGEST_SWELLING
        if unpacked > LARGEST_UNPACKED or is_swelling:
            raise BadInput(
                _(
                    "This workbook unpacks to far more than its size lets expect, as files made to "
                    "break programs do. It was not opened. Save the table again as CSV."
                )
            )
        sheet_parts = [part for part in parts if SHEET_PART.match(part.filename)]
        if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
            raise BadInput(
                _(
                    "This file is a package, but not an Excel workbook. Open the register in a "
                    "spreadsheet program and save it as XLSX or CSV."
                )
            )
        empty = sum(_scan(package, part) for part in parts if part.filename.endswith(XML_ENDINGS))
        return PackageFacts(empty, max((part.file_size for part in sheet_parts), default=0))


def _scan(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Read a part to its end, so that a false size or checksum shows; count empty formulas."""
    found, tail, is_start = 0, b"", True
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if is_start and (b"<!DOCTYPE" in chunk[:4096] or b"<!ENTITY" in chunk[:4096]):
                raise BadInput(
                    _(
                        "This workbook declares entities of its own, as files made to break "
                        "programs do. It was not opened. Save the table again as CSV."
                    )
                )
            is_start, text, counted_to = False, tail + chunk, 0
            for hit in FORMULA_WITHOUT_VALUE.finditer(text):
                found, counted_to = found + 1, hit.end()
            tail = text[max(counted_to, len(text) - LONGEST_FORMULA_END) :]
    return found


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (CalamineError, zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
        raise BadInput(
            _(
                "This workbook is damaged or was cut off, so it cannot be read. Nothing was "
                "brought in. Get the file again, or open it in a spreadsheet program and save it "
                "as XLSX."
            )
        ) from error
    except (ValueError, RuntimeError) as error:
        raise BadInput(
            _(
                "This workbook is not built as XLSX should be, so it cannot be read. Open it in a "
                "spreadsheet program and save it as XLSX or CSV."
            )
        ) from error


def _at_once(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    if sheet.start is None:
        return
    # Calamine counts rows from the first of the sheet, but columns from the first that is used.
    margin = [""] * sheet.start[1]
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, margin + [as_text(value) for value in row]


def _streamed(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    with _readable(path):
        yield from streamed.rows(path, name)
