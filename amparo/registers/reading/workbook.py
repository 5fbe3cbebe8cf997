"""Rows of an XLSX workbook: values of formulas, merged cells filled, hidden sheets named."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from amparo.core.errors import AmparoError, BadInput
from amparo.registers.reading import bounds, streamed
from amparo.registers.reading.cells import as_text

LARGEST_UNPACKED = 1 << 30
LARGEST_SWELLING = 250  # a sheet of zeros and ones shrinks fifty times; a bomb a thousand times
SMALL_ENOUGH_TO_SWELL = 50 << 20
# Above this the whole sheet would not fit beside the rest in 500 MB, so it is streamed.
LARGEST_AT_ONCE = 40 << 20
XML_ENDINGS = (".xml", ".rels")
# Calamine lays a whole sheet out as one rectangle; a single cell far out would fill the memory.
MOST_CELLS_AT_ONCE = 4_000_000
# Wherever the package keeps it: what calamine takes for a sheet lies in a folder of this name.
SHARED_STRINGS = "xl/sharedstrings.xml"
LARGEST_WHOLE = {
    SHARED_STRINGS: 96 << 20,
    "xl/styles.xml": 8 << 20,
    "xl/workbook.xml": 8 << 20,
    "xl/_rels/workbook.xml.rels": 8 << 20,
}
SHEET_PART = re.compile(r"[^/]*/worksheets/(?!.*\.rels$)", re.IGNORECASE)
FORMULA_WITHOUT_VALUE = re.compile(rb"</f>(?:<v\s*/>|<v></v>|</c>)|<f[^>]*/>(?:<v\s*/>|</c>)")
CHUNK = 1 << 20
DAMAGED = (
    CalamineError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError,
)  # fmt: skip
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
    most_cells: int  # of a sheet, counted as the rectangle from A1 to its last row and column
    letters: int  # of all cells, a shared string as often as it is used
    packed: int  # bytes of the file

    @property
    def is_streamed(self) -> bool:
        most = max(self.largest_sheet, self.letters)
        return most > LARGEST_AT_ONCE or self.most_cells > MOST_CELLS_AT_ONCE


def sheets(path: Path) -> list[SheetFacts]:
    with _readable():
        book = CalamineWorkbook.from_path(str(path))
        return [
            SheetFacts(sheet.name, sheet.visible is not SheetVisibleEnum.Visible)
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        ]


def open_sheet(path: Path, name: str, package: PackageFacts) -> Sheet:
    if package.is_streamed:
        with _readable():
            merges = streamed.merges(path, name)
        return Sheet(name, _streamed(path, name), merges)
    with _readable():
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name)
        merges = tuple(sheet.merged_cell_ranges or ())
    return Sheet(name, _at_once(sheet), merges)


def check_package(path: Path) -> PackageFacts:
    """Refuse bombs and broken packages; count formulas without value, and the largest sheet."""
    with _readable(), zipfile.ZipFile(path) as package:
        parts = package.infolist()
        unpacked = sum(part.file_size for part in parts)
        packed = max(1, path.stat().st_size)
        _refuse_swelling(unpacked, packed)
        sheet_parts = [part for part in parts if SHEET_PART.match(_place(part))]
        if not any(_place(part).lower() == "xl/workbook.xml" for part in parts):
            raise BadInput(
                _(
                    "This file is a package, but not an Excel workbook. Open the register in a "
                    "spreadsheet program and save it as XLSX or CSV."
                )
            )
        _refuse_large(parts)
        xml = [part for part in parts if _place(part).lower().endswith(XML_ENDINGS)]
        empty = sum(_scan(package, part) for part in {*xml, *sheet_parts})
        largest = max((part.file_size for part in sheet_parts), default=0)
        # What is streamed because of its size is measured on the way.
        measured = sheet_parts if largest <= LARGEST_AT_ONCE else []
        lengths = _shared_lengths(package, parts) if measured else ()
        cells = letters = 0
        for part in measured:
            of_sheet, text = streamed.extent(package, part, lengths)
            cells, letters = max(cells, of_sheet), letters + text
        _refuse_swelling(letters, packed)
        return PackageFacts(empty, largest, cells, letters, packed)


def is_swelling(unpacked: int, packed: int) -> bool:
    """Whether so much comes out of a file of this size as of one made to fill the memory."""
    is_bomb = unpacked > SMALL_ENOUGH_TO_SWELL and unpacked / packed > LARGEST_SWELLING
    return unpacked > LARGEST_UNPACKED or is_bomb


def _refuse_swelling(unpacked: int, packed: int) -> None:
    if is_swelling(unpacked, packed):
        raise BadInput(
            _(
                "This workbook unpacks to far more than its size lets expect, as files made to "
                "break programs do. It was not opened. Save the table again as CSV."
            )
        )


def _refuse_large(parts: list[zipfile.ZipInfo]) -> None:
    """Sheets are streamed; what else a workbook is made of is read whole."""
    for part in parts:
        most = LARGEST_WHOLE.get(_place(part).lower())
        if most is not None and part.file_size > most:
            raise bounds.too_much_shared()


def _shared_lengths(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Sequence[int]:
    found = [part for part in parts if _place(part).lower() == SHARED_STRINGS]
    if len(found) > 1:
        # Two readers could take two different ones.
        raise ValueError("more than one list of shared strings")
    return streamed.shared_lengths(package, found[0]) if found else ()


def _place(part: zipfile.ZipInfo) -> str:
    return part.filename.replace("\\", "/")


def _scan(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Read a part to its end, so that a false size or checksum shows; count empty formulas."""
    found, tail = 0, b""
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            text, counted_to = tail + chunk, 0
            if b"\0" in text and not _place(part).startswith("customXml/"):
                # In letters of two bytes each the words below would not be found.
                raise ValueError("not in UTF-8")
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise BadInput(
                    _(
                        "This workbook declares entities of its own, as files made to break "
                        "programs do. It was not opened. Save the table again as CSV."
                    )
                )
            for hit in FORMULA_WITHOUT_VALUE.finditer(text):
                found, counted_to = found + 1, hit.end()
            tail = text[max(counted_to, len(text) - LONGEST_FORMULA_END) :]
    return found


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever a file does to its readers, the person who brought it is told in a sentence."""
    try:
        yield
    except AmparoError:
        raise
    except DAMAGED as error:
        raise BadInput(
            _(
                "This workbook is damaged or was cut off, so it cannot be read. Nothing was "
                "brought in. Get the file again, or open it in a spreadsheet program and save it "
                "as XLSX."
            )
        ) from error
    except BaseException as error:
        # A panic of the library in Rust is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
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
    with _readable():
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, margin + [as_text(value) for value in row]


def _streamed(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    with _readable():
        yield from streamed.rows(path, name)
