"""Paper from a page, without asking any network for anything."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

KINDS = {".css": "text/css", ".svg": "image/svg+xml"}


def first_on_one_page(sheets: Iterable[str]) -> bytes:
    """The first of these sheets, longest first, that fits one page, or else the shortest."""
    document = None
    for html in sheets:
        document = _rendered(html)
        if len(document.pages) == 1:
            break
    if document is None:
        raise ValueError("There is no sheet to print.")
    return document.write_pdf()


def _rendered(html: str) -> Any:
    """The pages of a sheet. Nothing but our own static files is fetched."""
    # Imported here: it loads Pango, which a machine that never prints need not have.
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            path = own_file(url)
            kind = {"Content-Type": KINDS[path.suffix]}
            return URLFetcherResponse(url, body=path.read_bytes(), headers=kind)

    return HTML(string=html, base_url="http://sheet.invalid/", url_fetcher=OwnFiles()).render()


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
