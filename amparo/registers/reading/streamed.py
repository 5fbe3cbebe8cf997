"""Very large XLSX sheets, cell by cell, in a memory that does not grow with the rows."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from amparo.registers.reading.cells import as_text

CHUNK = 1 << 18
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
NOT_PATTERN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)
REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")


def rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number and its cells as text; rows left out of the sheet come empty."""
    with zipfile.ZipFile(path) as package:
        reader = _SheetReader(_shared(package), _date_styles(package), _epoch(package))
        expected = 1
        with package.open(_part(package, name)) as stream:
            while chunk := stream.read(CHUNK):
                reader.feed(chunk)
                for number, cells in reader.take():
                    for skipped in range(expected, number):
                        yield skipped, []
                    yield number, cells
                    expected = number + 1
            reader.feed(b"", final=True)


def merges(path: Path, name: str) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    found: list[str] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _bare(tag) == "mergeCell":
            found.append(attributes["ref"])

    parser.StartElementHandler = start
    with zipfile.ZipFile(path) as package, package.open(_part(package, name)) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
    corners = ([position(end) for end in ref.split(":")] for ref in found if ":" in ref)
    return tuple((first, last) for first, last in corners)


def position(reference: str) -> tuple[int, int]:
    """(row, column) from 0 of a reference such as C5."""
    letters, digits = REFERENCE.fullmatch(reference).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


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
        self._number = self._column = 0
        self._type = self._style = ""
        self._text: list[str] = []
        self._columns: dict[str, int] = {}

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as error:
            raise ValueError("not well-formed") from error

    def take(self) -> list[tuple[int, list[str]]]:
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = _bare(tag)
        if tag == "c":
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._column = self._column_of(attributes.get("r"))
        elif tag in ("v", "t"):
            self._text = []
            self._parser.CharacterDataHandler = self._text.append
        elif tag == "row":
            self._row, self._column = [], -1
            self._number = int(attributes.get("r", self._number + 1))

    def _end(self, tag: str) -> None:
        tag = _bare(tag)
        if tag in ("v", "t"):
            self._parser.CharacterDataHandler = None
            self._row += [""] * (self._column + 1 - len(self._row))
            # Rich text comes in several pieces of one cell.
            self._row[self._column] += self._value("".join(self._text))
        elif tag == "row":
            self._done.append((self._number, self._row))

    def _column_of(self, reference: str | None) -> int:
        if not reference:
            return self._column + 1
        letters = reference.rstrip("0123456789")
        if letters not in self._columns:
            self._columns[letters] = position(f"{letters}1")[1]
        return self._columns[letters]

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
    texts = []
    with package.open("xl/sharedStrings.xml") as stream:
        for _event, element in ElementTree.iterparse(stream):  # noqa: S314
            if _local(element) == "rPh":
                element.clear()  # the reading aid of East Asian text is not part of the value
            elif _local(element) == "si":
                pieces = (each.text or "" for each in element.iter() if _local(each) == "t")
                texts.append("".join(pieces))
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
