"""Reading a CSV file of people, one row each."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from conteo.disclosure.tables import spelled
from conteo.errors import BadInput


def read_csv(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Read a UTF-8 CSV file with one header row.

    Returns the column names in order, and one mapping a row, column -> text as it stands.
    Errors: BadInput naming row and column, never a value. Rows count from 1, the header being 1.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            rows = csv.reader(opened, strict=True)
            header = _header(next(rows, None))
            return header, [_row(header, cells, rows.line_num) for cells in rows if cells]
    except OSError:
        raise BadInput("The file cannot be opened; check its path and its permissions.") from None
    except UnicodeDecodeError:
        raise BadInput(
            "The file is not in UTF-8, so accents would be read wrongly. Save it as CSV UTF-8."
        ) from None
    except csv.Error:
        raise BadInput(
            f"Row {rows.line_num} is not well-formed CSV; check its quotation marks."
        ) from None


def _header(cells: list[str] | None) -> list[str]:
    if not cells:
        raise BadInput("The file is empty, so there is nobody to count. Give a file with a header.")
    names = [spelled(cell) for cell in cells]
    if len(names) == 1 and re.search("[;\t|]", cells[0]):
        raise BadInput(
            "Row 1 holds one column with other separators than commas in it, so all columns would"
            " be read as one. Save the file as CSV separated by commas."
        )
    for column, name in enumerate(names, start=1):
        if not name or name in names[: column - 1]:
            raise BadInput(
                f"Column {column} of row 1 has no name, or the name of another column."
                " Give every column a name of its own."
            )
    return names


def _row(header: list[str], cells: list[str], number: int) -> dict[str, str]:
    if len(cells) != len(header):
        column = min(len(cells), len(header)) + 1
        raise BadInput(
            f"Row {number} has {len(cells)} columns where the header has {len(header)}; look at"
            f" column {column}."
        )
    if any("\0" in cell for cell in cells):
        raise BadInput(f"Row {number} holds a null byte; the file is damaged or not a CSV file.")
    return dict(zip(header, cells, strict=True))
