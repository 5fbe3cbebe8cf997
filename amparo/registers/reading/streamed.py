"""Very large XLSX sheets, cell by cell, in a memory that does not grow with the rows."""

import posixpath
import re
import zipfile
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from django.utils.translation import gettext as _

from amparo.core.errors import BadInput
from amparo.registers.reading import bounds
from amparo.registers.reading.cells import as_text

CHUNK = 1 << 18
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
NOT_PATTERN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)
REFERENCE = re.compile(r"([A-Z]{1,9})([0-9]{1,18})")
# What a sheet of this format can have at most; beyond it only files made to break programs go.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_MERGES = 200_000


def rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number and its cells as text; rows left out of the sheet come empty."""
    with zipfile.ZipFile(path) as package:
        reader = _SheetReader(_shared(package), _date_styles(package), _epoch(package))
        expected = 1
        with package.open(_part(package, name)) as stream:
            while chunk := stream.read(CHUNK):
                reader.feed(chunk)
                reader.refuse_long_row()
                for number, cells in reader.take():
                    for skipped in range(expected, number):
                        yield skipped, []
                    yield number, cells
                    expected = max(expected, number + 1)
            reader.feed(b"", final=True)


def merges(path: Path, name: str) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _bare(tag) == "mergeCell":
            found.append(attributes["ref"])
            if len(found) > MOST_MERGES:
                raise _too_many_merges()

    with zipfile.ZipFile(path) as package, package.open(_part(package, name)) as stream:
        _parse(stream, start)
    corners = ([position(end) for end in ref.split(":")] for ref in found if ":" in ref)
    return tuple((first, last) for first, last in corners)


def _too_many_merges() -> BadInput:
    return BadInput(
        _(
            "This workbook merges more cells than a register has. Nothing of it was brought in. "
            "Save the table again as CSV."
        )
    )


def extent(
    package: zipfile.ZipFile, part: zipfile.ZipInfo, lengths: Sequence[int]
) -> tuple[int, int]:
    """Cells of the rectangle from A1 to the last row and column; letters of its cells together.

    `lengths`: letters of each shared string; it counts again in every cell that refers to it.
    """
    at = _Place()
    last_row = last_column = letters = merged = 0
    is_shared = False
    text: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal last_row, last_column, is_shared, merged
        tag = _bare(tag)
        if tag == "row":
            at.enter_row(attributes.get("r"))
        elif tag == "c":
            is_shared = attributes.get("t") == "s"
            at.enter_cell(attributes.get("r"))
            last_row = max(last_row, at.row)
            last_column = max(last_column, at.column + 1)
        elif tag in ("v", "t"):
            text.clear()
            parser.CharacterDataHandler, parser.EndElementHandler = text.append, end
        elif tag == "mergeCell":
            merged += 1
            if merged > MOST_MERGES:
                raise _too_many_merges()
            for corner in attributes["ref"].split(":"):
                position(corner)

    def end(tag: str) -> None:
        nonlocal letters
        if _bare(tag) not in ("v", "t"):
            return
        parser.CharacterDataHandler = parser.EndElementHandler = None
        value = "".join(text)
        letters += lengths[int(value)] if is_shared and value and _bare(tag) == "v" else len(value)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    with package.open(part) as stream:
        _parse(stream, start, parser)
    return last_row * last_column, letters


def shared_lengths(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Sequence[int]:
    """How many letters each shared string has, without holding any of them."""
    lengths = array("Q")

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if _bare(tag) != "si":
            return
        if parser.EndElementHandler is not None:
            # Readers number the strings after it in two ways.
            raise ValueError("a shared string within another")
        lengths.append(0)
        parser.CharacterDataHandler, parser.EndElementHandler = add, end

    def add(piece: str) -> None:
        lengths[-1] += len(piece)

    def end(tag: str) -> None:
        if _bare(tag) == "si":
            parser.CharacterDataHandler = parser.EndElementHandler = None

    parser = expat.ParserCreate()
    parser.buffer_text = True
    with package.open(part) as stream:
        _parse(stream, start, parser)
    return lengths


def _parse(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    parser: expat.XMLParserType | None = None,
) -> None:
    parser = parser or expat.ParserCreate()
    parser.StartElementHandler = start
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


class _Place:
    """Where in the sheet the reader is; a row or a cell that does not say follows the last."""

    def __init__(self) -> None:
        self.row, self.column = 0, -1
        self._known: dict[str, int] = {}

    def enter_row(self, number: str | None) -> None:
        self.row = _within(int(number) if number else self.row + 1, LAST_ROW)
        self.column = -1

    def enter_cell(self, reference: str | None) -> None:
        if not reference:
            self.column = _within(self.column + 2, LAST_COLUMN) - 1
            return
        letters = reference.rstrip("0123456789")
        if letters not in self._known:
            self._known[letters] = position(f"{letters}1")[1]
        self.column = self._known[letters]
        # Calamine goes by what the cell says, not the row, so the cell counts.
        self.row = _within(int(reference[len(letters) :][:18] or 0), LAST_ROW)


def _within(number: int, last: int) -> int:
    if not 1 <= number <= last:
        raise BadInput(
            _(
                "This workbook names a cell outside of what a sheet can hold, as files made to "
                "break programs do. It was not opened. Save the table again as CSV."
            )
        )
    return number


def position(reference: str) -> tuple[int, int]:
    """(row, column) from 0 of a reference such as C5."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError("no reference")
    letters, digits = found.groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return _within(int(digits), LAST_ROW) - 1, _within(column, LAST_COLUMN) - 1


class _SheetReader:
    """Turns the events of the XML parser into rows of text."""

    def __init__(self, shared: list[str], date_styles: frozenset[int], epoch: datetime) -> None:
        self._shared, self._date_styles, self._epoch = shared, date_styles, epoch
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._done: list[tuple[int, list[str]]] = []
        self._row: list[str] = []
        self._at = _Place()
        self._type = self._style = ""
        self._text: list[str] = []

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        self._parser.Parse(chunk, final)

    def take(self) -> list[tuple[int, list[str]]]:
        done, self._done = self._done, []
        return done

    def refuse_long_row(self) -> None:
        """Of a row that has not ended, and of its cell that has not either."""
        bounds.refuse_long_row(self._row)
        bounds.refuse_long_row(self._text)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = _bare(tag)
        if tag == "c":
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._at.enter_cell(attributes.get("r"))
        elif tag in ("v", "t"):
            self._text = []
            self._parser.CharacterDataHandler = self._text.append
        elif tag == "row":
            self._row = []
            self._at.enter_row(attributes.get("r"))

    def _end(self, tag: str) -> None:
        tag = _bare(tag)
        if tag in ("v", "t"):
            self._parser.CharacterDataHandler = None
            column = self._at.column
            self._row += [""] * (column + 1 - len(self._row))
            # Rich text comes in several pieces of one cell.
            self._row[column] += self._value("".join(self._text))
        elif tag == "row":
            self._done.append((self._at.row, self._row))

    def _value(self, text: str) -> str:
        if self._type == "s":
            return self._shared[int(text)] if text else ""
        if self._type == "b":
            return as_text(text == "1")
        if self._type != "n" or not text:
            return text
        number = float(text)
        if self._style and int(self._style) in self._date_styles:
            return self._moment(number)
        return as_text(number)

    def _moment(self, number: float) -> str:
        moment = self._epoch + timedelta(days=number)
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        return as_text(moment.time() if number < 1 else moment)


def _bare(tag: str) -> str:
    return tag.rpartition(":")[2]


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _tree(package: zipfile.ZipFile, part: str) -> ElementTree.Element | None:
    if part not in package.namelist():
        return None
    # Parts with entities of their own were refused before this is called.
    return ElementTree.fromstring(package.read(part))  # noqa: S314


def _part(package: zipfile.ZipFile, name: str) -> str:
    book = _tree(package, "xl/workbook.xml")
    links = _tree(package, "xl/_rels/workbook.xml.rels")
    targets = {link.get("Id"): link.get("Target", "") for link in links if links is not None}
    for sheet in book.iter() if book is not None else ():
        if _local(sheet) == "sheet" and sheet.get("name") == name:
            target = targets[sheet.get(RELATION)]
            return target.lstrip("/") if target[0] == "/" else posixpath.join("xl", target)
    raise ValueError("no such sheet")


def _shared(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    texts: list[str] = []
    held = 0
    with package.open("xl/sharedStrings.xml") as stream:
        for _end, element in ElementTree.iterparse(stream):  # noqa: S314
            if _local(element) == "rPh":
                element.clear()  # the reading aid of East Asian text is not part of the value
            elif _local(element) == "si":
                pieces = (each.text or "" for each in element.iter() if _local(each) == "t")
                texts.append("".join(pieces))
                held += bounds.held_by(texts[-1:])
                if held > bounds.MOST_SHARED:
                    raise bounds.too_much_shared()
                element.clear()
    return texts


def _date_styles(package: zipfile.ZipFile) -> frozenset[int]:
    """The numbers of the cell styles that show a number as a date."""
    styles = _tree(package, "xl/styles.xml")
    if styles is None:
        return frozenset()
    dates = set(BUILT_IN_DATES)
    for element in styles.iter():
        if _local(element) == "numFmt":
            pattern = NOT_PATTERN.sub("", element.get("formatCode", ""))
            if DATE_LETTER.search(pattern) and pattern.lower() != "general":
                dates.add(int(element.get("numFmtId", "0")))
    cells = next((each for each in styles if _local(each) == "cellXfs"), ())
    return frozenset(i for i, xf in enumerate(cells) if int(xf.get("numFmtId", "0")) in dates)


def _epoch(package: zipfile.ZipFile) -> datetime:
    book = _tree(package, "xl/workbook.xml")
    is_1904 = book is not None and any(
        _local(each) == "workbookPr" and each.get("date1904") in ("1", "true")
        for each in book.iter()
    )
    return datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
