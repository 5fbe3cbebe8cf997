"""What a file is, is decided by what stands in it; what is not kept is refused, never unpacked."""

import io
import tracemalloc
import zipfile

import pytest

from amparo.core.file_types import MOST_PARTS, type_of
from tests.cases import papers

KEPT = {
    "pdf": papers.PDF,
    "jpg": papers.JPEG,
    "png": papers.PNG,
    "webp": papers.WEBP,
    "docx": papers.DOCX,
    "xlsx": papers.XLSX,
    "txt": papers.TEXT,
}
REFUSED = {
    "a program": b"MZ" + bytes(200),
    "a page with a script": b"\n <html><script>alert(1)</script>",
    "a drawing with a script": b"\xef\xbb\xbf<svg onload=alert(1)>",
    "rich text": b"{\\rtf1 hello}",
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "postscript": b"%!PS-Adobe-3.0",
    "an old word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "a picture of an iPhone": b"\x00\x00\x00\x18ftypheic" + bytes(60),
    "an animation": b"GIF89a" + bytes(20),
    "an ordinary ZIP": papers.package("holiday.jpg"),
    "a text document with macros": papers.package(
        "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"
    ),
    "a package cut short": papers.DOCX[:-30],
    "a PDF cut short": papers.PDF[:20],
    "text with a null byte": b"hello\x00world",
    "text of another code page": "hola".encode("utf-16"),
    "blanks": b" \n\t ",
    "nothing": b"",
}


@pytest.mark.parametrize("ending", KEPT)
def test_each_type_that_is_kept_is_known_by_its_content(ending):
    assert type_of(KEPT[ending]) == ending


def test_real_documents_of_office_programs_are_known():
    from docx import Document
    from openpyxl import Workbook

    for made, ending in ((Document(), "docx"), (Workbook(), "xlsx")):
        out = io.BytesIO()
        made.save(out)
        assert type_of(out.getvalue()) == ending


def test_text_of_old_machines_is_text():
    assert type_of("Nació en Comitán; año 1998".encode("cp1252")) == "txt"


@pytest.mark.parametrize("what", REFUSED)
def test_everything_else_is_refused(what):
    assert type_of(REFUSED[what]) is None


def test_a_bomb_is_looked_at_without_being_unpacked():
    bomb = papers.bomb()
    with zipfile.ZipFile(io.BytesIO(bomb)) as held:
        assert sum(part.file_size for part in held.infolist()) > 1 << 30
    tracemalloc.start()
    assert type_of(bomb) == "docx"
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


@pytest.mark.parametrize(("more", "expected"), [(0, "docx"), (1, None)])
def test_a_package_of_very_many_parts_is_not_read(more, expected):
    parts = [f"p{number}" for number in range(MOST_PARTS - 2 + more)]
    content = papers.package("[Content_Types].xml", "word/document.xml", *parts, content=b"")
    assert type_of(content) == expected


def test_a_list_of_parts_that_leads_elsewhere_is_refused():
    for place in (12, 16):
        end = papers.DOCX.rfind(b"PK\x05\x06")
        wrong = bytearray(papers.DOCX)
        wrong[end + place : end + place + 4] = b"\xff\xff\xff\x7f"
        assert type_of(bytes(wrong)) is None
