"""The analysis as DOCX, to be worked on by its committee. The same input gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document as NewDocument
from docx.shared import Pt

from amparo.analyses.document import Document, Part, Piece
from amparo.analyses.tables import Table

# ZIP files cannot say an earlier year; every member carries this moment instead of the clock's.
STAMP = (1980, 1, 1, 0, 0, 0)


def render(document: Document, *, demonstration: bool) -> bytes:
    made = NewDocument()
    moment = datetime.combine(document.as_of, time(12), tzinfo=UTC)
    properties = made.core_properties
    properties.title, properties.author = document.title, ""
    properties.created = properties.modified = moment
    properties.last_modified_by, properties.language = "", document.language
    made.styles["Normal"].font.size = Pt(10.5)
    with override(document.language):
        if demonstration:
            made.add_paragraph().add_run(_("Demonstration: every person is invented.")).bold = True
        for part in document.parts:
            _add(made, part)
    held = io.BytesIO()
    made.save(held)
    return _restamped(held.getvalue())


def _add(made, part: Part) -> None:
    if part.kind == "table":
        _add_table(made, part.table)
        return
    if part.kind == "heading":
        made.add_heading("".join(piece.text for piece in part.pieces), level=part.level - 1)
        return
    for item in part.items:
        _write(made.add_paragraph(style="List Bullet"), item)
    if part.pieces:
        _write(made.add_paragraph(), part.pieces)


def _write(paragraph, pieces: tuple[Piece, ...]) -> None:
    for piece in pieces:
        paragraph.add_run(piece.text).bold = piece.strong
        if piece.note:
            paragraph.add_run(f" [{piece.note}]").font.superscript = True


def _add_table(made, table: Table) -> None:
    made.add_paragraph(table.caption, style="Caption")
    grid = made.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, words in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(words).bold = True
    for row in table.rows:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = words


def _restamped(content: bytes) -> bytes:
    """The same archive with its members in order and without the time of the clock."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist()):
            member = zipfile.ZipInfo(name, STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return target.getvalue()
