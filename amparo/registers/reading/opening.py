"""A register opened: its header found, its rows streamed, everything set aside reported."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext as _

from amparo.core.errors import BadInput
from amparo.registers.folding import clean
from amparo.registers.reading import bounds, decoding, separated, table, workbook
from amparo.registers.reading.rows import AsideKind, Asides, Row
from amparo.registers.vocabulary import knows

Cells = Iterator[tuple[int, list[str]]]
MOST_CELLS = 50_000_000  # what the largest package allowed can hold in earnest
# A stray cell far out happens, and is kept; a whole table of such rows is made to fill the memory.
MOST_WIDE_ROWS = 100
KINDS_OF_FILE = (
    (b"PK\x03\x04", "xlsx"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"%PDF", "other"),
    (b"\x89PNG", "other"),
    (b"\xff\xd8\xff", "other"),
    (b"\x1f\x8b", "other"),
    (b"{\\rtf", "other"),
)


@dataclass
class Register:
    """A table in a file. `rows()` streams it once; `asides` fills on the way."""

    path: Path
    sha256: str
    columns: tuple[str, ...]
    header_rows: tuple[int, int]
    sheet: str
    asides: Asides
    is_workbook: bool
    _lines: Cells = field(repr=False)
    _header: tuple[str, ...] = field(repr=False)

    def rows(self, *, blanks_are_rows: bool = False) -> Iterator[Row]:
        """Each row once. In a file of codes a line of blanks only is a row like any other."""
        blank, waiting = ("",) * len(self.columns), []
        for number, cells in self._lines:
            kind = table.not_a_row(cells, self._header)
            if kind is AsideKind.EMPTY and blanks_are_rows:
                if self.is_workbook:
                    waiting.append(number)
                    continue
                if cells:
                    yield Row(number, blank)
                    continue
            yield from (Row(each, blank) for each in waiting)
            waiting.clear()
            if kind is None:
                yield self._row(number, cells)
            else:
                self.asides.add(kind, number, _joined(cells))
        # Formatted but empty lines under the table of a workbook are no rows.
        for each in waiting:
            self.asides.add(AsideKind.EMPTY, each)

    def sample(self, count: int = 500) -> list[Row]:
        """The first rows, without using them up; fewer where they are full of text."""
        held = bounds.some(self._lines, count)
        self._lines = chain(held, self._lines)
        lines = (line for line in held if table.not_a_row(line[1], self._header) is None)
        return [self._row(number, cells, notes=Asides()) for number, cells in lines]

    def _row(self, number: int, cells: list[str], notes: Asides | None = None) -> Row:
        notes = self.asides if notes is None else notes
        width = len(self.columns)
        if len(cells) < width:
            if not self.is_workbook:
                notes.add(AsideKind.RAGGED, number)
            cells = cells + [""] * (width - len(cells))
        elif len(cells) > width:
            if any(cell.strip() for cell in cells[width:]):
                notes.add(AsideKind.RAGGED, number)
            else:
                cells = cells[:width]
        return Row(number, tuple(cells))

    def named(self, row: Row) -> dict[str, str]:
        """A row by column name; cells beyond the header keep their position as name."""
        beyond = (f"column {at}" for at in range(len(self.columns) + 1, len(row.values) + 1))
        return dict(zip(chain(self.columns, beyond), row.values, strict=True))


def open_register(path: Path | str, *, sheet: str | None = None) -> Register:
    """Open a CSV or XLSX file. A file that cannot be read is refused with the reason."""
    path = Path(path)
    kind = _kind_of_file(path)
    survey = decoding.survey(path)
    if kind == "xlsx":
        return _open_workbook(path, survey, sheet)
    return _open_separated(path, survey)


def sheets_of(path: Path | str) -> list[workbook.SheetFacts]:
    """The sheets of a workbook; none for a CSV."""
    path = Path(path)
    if _kind_of_file(path) != "xlsx":
        return []
    workbook.check_package(path)
    return workbook.sheets(path)


def _kind_of_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise BadInput(
            _(
                "The file cannot be opened: it does not exist, is a folder, or may not be read "
                "here. Check its name and place."
            )
        ) from error
    if not start.strip():
        raise BadInput(
            _("The file is empty, so there is nothing to bring in. Choose another file.")
        )
    kind = next((kind for mark, kind in KINDS_OF_FILE if start.startswith(mark)), "csv")
    if kind == "ole":
        raise BadInput(
            _(
                "This is an old Excel file (.xls) or one protected with a password; neither can "
                "be read safely. Open it in a spreadsheet program and save it as XLSX without a "
                "password."
            )
        )
    if kind == "other" or (kind == "csv" and _is_no_text(start)):
        raise BadInput(
            _(
                "This file is not a table: it is neither CSV nor XLSX. Open the register in a "
                "spreadsheet program and save it as XLSX or CSV."
            )
        )
    return kind


def _is_no_text(start: bytes) -> bool:
    if decoding.marked(start):
        return False
    if start.lstrip()[:1] == b"<":
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r\x00\x0c\x1a" for byte in start)
    return control > len(start) * 0.02 or start.count(0) > len(start) * 0.3


def _open_separated(path: Path, survey: decoding.Survey) -> Register:
    separator = separated.separator_of(path, survey.letters)
    asides = Asides()
    if survey.letters.encoding not in ("utf-8", "utf-8-sig") or survey.letters.stray_lines:
        asides.add(AsideKind.ENCODING, 0, _in_words(survey.letters))
    lines = _whole(separated.separated_rows(path, survey.letters, separator), asides)
    return _opened(path, survey, lines, asides, "", (), is_workbook=False)


def _in_words(letters: decoding.Letters) -> str:
    stray = letters.errors.removeprefix("amparo-stray-")
    return (
        f"{letters.encoding} + {letters.stray_lines} {stray}"
        if letters.stray_lines
        else letters.encoding
    )


def _whole(records: Iterator[tuple[int, list[str], bool]], asides: Asides) -> Cells:
    """Notice a last line that is short and has no line end: the file may have been cut off."""
    width = 0
    for number, cells, is_whole in records:
        if not is_whole and 0 < len(cells) < width:
            asides.add(AsideKind.CUT_OFF, number)
        width = max(width, len(cells))
        yield number, cells


def _open_workbook(path: Path, survey: decoding.Survey, name: str | None) -> Register:
    package = workbook.check_package(path)
    facts = workbook.sheets(path)
    if name is not None and name not in {each.name for each in facts}:
        raise BadInput(_("The workbook has no sheet of that name. Choose one of its sheets."))
    asides = Asides()
    visible = [each for each in facts if not each.is_hidden] or facts
    if not visible:
        raise BadInput(_("The workbook has no sheet with a table. Choose another file."))
    chosen = name or _fullest(path, visible, package)
    for each in facts:
        if each.name != chosen:
            kind = AsideKind.HIDDEN_SHEET if each.is_hidden else AsideKind.OTHER_SHEET
            asides.add(kind, 0, each.name)
    opened = workbook.open_sheet(path, chosen, package)
    if package.formulas_without_value:
        asides.add(AsideKind.FORMULA, 0, str(package.formulas_without_value))
    filled_down = _filled_down(opened.rows, opened.merges)
    lines = _bounded(filled_down, package)
    return _opened(path, survey, lines, asides, chosen, opened.merges, is_workbook=True)


def _fullest(path: Path, facts: list[workbook.SheetFacts], package: workbook.PackageFacts) -> str:
    """The first sheet that has rows; a cover page with a few words gives way to the table."""
    if len(facts) == 1:
        return facts[0].name

    def weight(name: str) -> int:
        lines = islice(workbook.open_sheet(path, name, package).rows, table.PREVIEW)
        return sum(1 for _, cells in lines for cell in cells if cell.strip())

    weights = {each.name: weight(each.name) for each in facts}
    most = max(weights.values())
    return next(name for name, filled in weights.items() if filled >= most * 0.5)


def _filled_down(lines: Cells, merges: tuple[workbook.Merge, ...]) -> Cells:
    """A cell merged over several rows belongs to each of them; sideways it stays where it is."""
    down = {first: last for first, last in merges if last[0] > first[0]}
    running: dict[int, tuple[int, str]] = {}  # column -> last row, value
    for number, cells in lines:
        for column, (last_row, value) in list(running.items()):
            if number - 1 > last_row:
                del running[column]
            elif column >= len(cells) or not cells[column]:
                cells = cells + [""] * (column + 1 - len(cells))
                cells[column] = value
        if down:
            for column, value in enumerate(cells):
                if last := down.get((number - 1, column)):
                    running[column] = (last[0], value)
        yield number, cells


def _bounded(lines: Cells, package: workbook.PackageFacts) -> Cells:
    """Cells far out in very many rows, or one text in all of them, would keep the reader busy."""
    read = wide = letters = 0
    for number, cells in lines:
        read += len(cells)
        letters += sum(map(len, cells))
        # Read at once, every row is as wide as the widest, and there are not many.
        wide += package.is_streamed and len(cells) > table.MOST_COLUMNS
        if read > MOST_CELLS or wide > MOST_WIDE_ROWS:
            raise BadInput(
                _(
                    "This workbook spreads its cells over more columns and rows than a register "
                    "has. It was not read to its end. Save the table again as CSV."
                )
            )
        if workbook.is_swelling(letters, package.packed):
            raise BadInput(
                _(
                    "The cells of this workbook hold far more text than its size lets expect, as "
                    "files made to break programs do. It was not read to its end. Save the table "
                    "again as CSV."
                )
            )
        yield number, cells


def _opened(
    path: Path,
    survey: decoding.Survey,
    lines: Cells,
    asides: Asides,
    sheet: str,
    merges: tuple[workbook.Merge, ...],
    *,
    is_workbook: bool,
) -> Register:
    lines = bounds.fitting(lines)
    preview = bounds.some(lines, table.PREVIEW)
    spans = frozenset(first[0] + 1 for first, last in merges if last[1] > first[1])
    heading = table.find_heading(preview, spans, knows)
    if not heading.columns:
        raise BadInput(_("The file holds no table, only empty lines. Choose another file."))
    if len(heading.columns) > table.MOST_COLUMNS:
        raise BadInput(
            _(
                "This table has more columns than a register has, so nobody could say where each "
                "of them goes. Keep the columns that matter, two thousand at most, and save it "
                "again."
            )
        )
    if not heading.first_row:
        asides.add(AsideKind.NO_HEADER, 0)
    for first, last in merges:
        if heading.last_row <= first[0] < last[0]:
            asides.add(AsideKind.MERGED, first[0] + 1, last=last[0] + 1)
    rest: deque[tuple[int, list[str]]] = deque()
    header_cells: tuple[str, ...] = ()
    for number, cells in preview:
        if number > heading.last_row:
            rest.append((number, cells))
        elif number < heading.first_row:
            kind = AsideKind.TITLE if any(cell.strip() for cell in cells) else AsideKind.EMPTY
            asides.add(kind, number, _joined(cells))
        else:
            header_cells = tuple(clean(cell) for cell in cells)
    return Register(
        path=path,
        sha256=survey.sha256,
        columns=heading.columns,
        header_rows=(heading.first_row, heading.last_row),
        sheet=sheet,
        asides=asides,
        is_workbook=is_workbook,
        _lines=chain(rest, lines),
        _header=header_cells,
    )


def _joined(cells: list[str]) -> str:
    return " | ".join(cell.strip() for cell in cells if cell.strip())
