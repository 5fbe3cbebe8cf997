"""A paper of a committee as DOCX, to be worked on before it is signed."""

import io
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.shared import Mm, Pt

from amparo.committees.writing.blocks import Block
from amparo.committees.writing.paper import Paper

MARGIN = Mm(22)
# Room for a signature above its line.
ROOM = Pt(42)
LINE = "_" * 32
SIDE_BY_SIDE = 2


def render(paper: Paper) -> bytes:
    made = Document()
    properties = made.core_properties
    properties.title, properties.language = paper.title, paper.language
    properties.author, properties.last_modified_by = "", ""
    for section in made.sections:
        section.left_margin = section.right_margin = MARGIN
        section.footer.paragraphs[0].text = paper.foot
        section.page_width, section.page_height = Mm(210), Mm(297)
    made.styles["Normal"].font.size = Pt(11)
    with override(paper.language):
        if paper.is_demonstration:
            made.add_paragraph().add_run(_("Everyone here is invented.")).bold = True
        if paper.is_draft:
            made.add_paragraph().add_run(_("Draft: these words may still change.")).bold = True
    made.add_paragraph().add_run(paper.head).bold = True
    for block in paper.blocks:
        LAID[block["kind"]](made, block)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _heading(level: int) -> Callable[[Any, Block], None]:
    def lay(made: Any, block: Block) -> None:
        made.add_heading(block["text"], level=level)

    return lay


def _items(style: str) -> Callable[[Any, Block], None]:
    def lay(made: Any, block: Block) -> None:
        for item in block["points"]:
            made.add_paragraph(item, style=style)

    return lay


def _text(made: Any, block: Block) -> None:
    made.add_paragraph(block["text"])


def _facts(made: Any, block: Block) -> None:
    for label, value in block["rows"]:
        row = made.add_paragraph()
        row.add_run(f"{label}: ").bold = True
        row.add_run(value)


def _table(made: Any, block: Block) -> None:
    grid = made.add_table(rows=1, cols=len(block["columns"]), style="Table Grid")
    for cell, words in zip(grid.rows[0].cells, block["columns"], strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for row in block["rows"]:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = words


def _signatures(made: Any, block: Block) -> None:
    places = block["places"]
    made.add_paragraph(block["above"]).paragraph_format.keep_with_next = True
    grid = made.add_table(rows=0, cols=SIDE_BY_SIDE)
    for first in range(0, len(places), SIDE_BY_SIDE):
        cells = grid.add_row().cells
        for cell, place in zip(cells, places[first : first + SIDE_BY_SIDE], strict=False):
            cell.paragraphs[0].paragraph_format.space_before = ROOM
            cell.paragraphs[0].text = LINE
            for words in (block["below"], *place):
                cell.add_paragraph(words)


LAID: dict[str, Callable[[Any, Block], None]] = {
    "title": _heading(1),
    "heading": _heading(2),
    "small": _heading(3),
    "text": _text,
    "listed": _items("List Bullet"),
    "numbered": _items("List Number"),
    "facts": _facts,
    "table": _table,
    "signatures": _signatures,
}
