"""Sheets about a person as PDF."""

from collections.abc import Sequence

from amparo.core import printing

# The last resort for a very full file: the smallest letters that a print may have.
SMALLER = (
    "@page { margin: 12mm 14mm 18mm !important } h2 { margin-top: 2mm !important } "
    "html { font-size: 9pt !important; line-height: 1.2 !important }"
)


def first_on_one_page(sheets: Sequence[str]) -> bytes:
    """The first of these sheets, longest first, that fits one page; smaller print if need be."""
    tries = [(html, "") for html in sheets] + [(html, SMALLER) for html in sheets[1:]]
    for html, style in tries:
        document = printing.rendered(html, style)
        if len(document.pages) == 1:
            break
    return document.write_pdf()


def sheets(html: str) -> bytes:
    """As many pages as it takes."""
    return printing.rendered(html).write_pdf()


def pages(html: str) -> bytes:
    """As many pages as it takes, in print of the usual size."""
    return printing.rendered(html).write_pdf()
