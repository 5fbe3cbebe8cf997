"""Paper from a page, without asking any network for anything."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from amparo.core import printing

# The last resort for a very full file: the smallest letters that a print may have.
SMALLER = (
    "@page { margin: 12mm 14mm 18mm !important } h2 { margin-top: 2mm !important } "
    "html { font-size: 9pt !important; line-height: 1.2 !important }"
)
KINDS = {".css": "text/css", ".svg": "image/svg+xml"}


def first_on_one_page(sheets: Sequence[str]) -> bytes:
    """The first of these sheets, longest first, that fits one page; smaller print if need be."""
    tries = [(html, "") for html in sheets] + [(html, SMALLER) for html in sheets[1:]]
    for html, style in tries:
        document = _rendered(html, style)
        if len(document.pages) == 1:
            break
    return document.write_pdf()


def sheets(html: str) -> bytes:
    """As many pages as it takes."""
    return _rendered(html).write_pdf()


def _rendered(html: str, style: str = "") -> Any:
    """The pages of a sheet. Nothing but our own static files is fetched."""
    weasyprint = printing.weasyprint(
        or_say=_(
            "No PDF can be made here, since a library of this machine (Pango) is missing. Print "
            "the page itself, and tell whoever runs this site to install it."
        )
    )
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            path = own_file(url)
            kind = {"Content-Type": KINDS[path.suffix]}
            return URLFetcherResponse(url, body=path.read_bytes(), headers=kind)

    sheet = weasyprint.HTML(string=html, base_url="http://sheet.invalid/", url_fetcher=OwnFiles())
    return sheet.render(stylesheets=[weasyprint.CSS(string=style)] if style else [])


def own_file(url: str) -> Path:
    name = url.partition("/static/")[2]
    found = finders.find(_plain(name)) if name else None
    if found is None or Path(found).suffix not in KINDS:
        raise ValueError("A printed sheet asks for a file that is not ours.")
    return Path(found)


def _plain(name: str) -> str:
    """The name before collecting added the hash of the content: site/print.1a2b.css."""
    folder, slash, last = name.rpartition("/")
    parts = last.split(".")
    return f"{folder}{slash}{parts[0]}.{parts[-1]}"


def pages(html: str) -> bytes:
    """As many pages as it takes, in print of the usual size."""
    return _rendered(html).write_pdf()
