"""Everything that is made to be printed, on black-and-white A4: legible, whole, as many sheets
as promised. AMPARO_TEST_ALBUM=folder keeps the PDFs, to be looked at by people."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.journeys import paper

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not shutil.which("pdftoppm"),
        reason="poppler-utils is not installed; `make test` installs it as root.",
    ),
]

ALBUM = os.environ.get("AMPARO_TEST_ALBUM")
# Who prints, what, what the browser prints of it is on so many sheets (None: as it comes).
BY_BROWSER = {
    "sheet": ("ana", "/cases/{case}/print/", 1),
    "sheet-with-identity": ("ana", "/cases/{case}/print/identity/", 1),
    "privacy-notice": ("ana", "/people/notice/2026-11/", None),
    "who-saw": ("ana", "/cases/{case}/who-saw/", None),
    "recovery-codes": ("ada", "/account/2fa/recovery-codes/", 1),
    "analysis-page": ("edith", "/analyses/read/14067/{language}/2014-12-31/", None),
}
AS_PDF = {
    "sheet-pdf": ("ana", "/cases/{case}/print/?as=pdf", 1),
    "sheet-with-identity-pdf": ("ana", "/cases/{case}/print/identity/?as=pdf", 1),
    "consent-receipt": ("ana", "/people/{person}/consents/{consent}/receipt/?as=pdf", 1),
    "neutral-receipt": (
        "ana",
        "/people/{person}/consents/{consent}/receipt/?form=neutral&as=pdf",
        1,
    ),
    "erasure-receipt": ("fina", "/people/keeping/{erased}/receipt/?as=pdf", 1),
    "act-of-disposal": ("fina", "/cases/retention/{act}/act/", 1),
    "form": ("ana", "/cases/procedures/ilo-labour-adult-1/paper/", None),
    "letter": ("ana", "/cases/{case}/letters/{letter}/file/", 1),
    "letter-in-english": ("ana", "/cases/{case}/letters/{letter in English}/file/", 1),
    "analysis-pdf": ("edith", "/analyses/file/14067/{language}/2014-12-31/pdf/", None),
}


def kept(pdf: Path, language: str) -> Path:
    if ALBUM:
        Path(ALBUM).mkdir(parents=True, exist_ok=True)
        shutil.copy(pdf, Path(ALBUM) / f"{pdf.stem}.{language}.pdf")
    return pdf


def judged(pdf: Path, sheets: int | None) -> list[str]:
    count = paper.sheets(pdf)
    found = [] if sheets in (None, count) else [f"{count} sheets, {sheets} promised"]
    return found + paper.faults(pdf)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", BY_BROWSER)
def test_what_a_browser_prints_is_legible_and_whole(visit, site, tmp_path, name, language):
    member, address, sheets = BY_BROWSER[name]
    page = visit(member, language=language)
    site.open(page, address.format(**site.things, language=language), member)
    pdf = tmp_path / f"{name}.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True)
    assert judged(kept(pdf, language), sheets) == []
    page.emulate_media(media="print")
    shown = page.locator("main").inner_text().split()
    printed = re.sub(r"\s|­", "", paper.text(pdf))
    lost = [word for word in shown if word.isalnum() and word.upper() not in printed.upper()]
    # A word that the printer divides at the end of a line is there in two parts.
    assert len(lost) <= len(shown) // 50, lost


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", AS_PDF)
def test_a_pdf_is_legible_and_whole(visit, site, tmp_path, name, language):
    member, address, sheets = AS_PDF[name]
    page = visit(member, language=language)
    if "/identity/" in address:
        site.open(page, address.format(**site.things).partition("?")[0], member)
    answer = page.request.get(address.format(**site.things, language=language))
    assert answer.headers["content-type"] == "application/pdf"
    pdf = tmp_path / f"{name}.pdf"
    pdf.write_bytes(answer.body())
    assert judged(kept(pdf, language), sheets) == []
