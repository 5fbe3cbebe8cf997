"""Paper from a page, without asking any network for anything."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

KINDS = {".css": "text/css", ".svg": "image/svg+xml"}


def pdf(html: str) -> bytes:
    """The page as PDF. Nothing but our own static files is fetched."""
    # Imported here: it loads Pango, which a machine that never prints need not have.
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            path = own_file(url)
            kind = {"Content-Type": KINDS[path.suffix]}
            return URLFetcherResponse(url, body=path.read_bytes(), headers=kind)

    base = "http://sheet.invalid/"
    return HTML(string=html, base_url=base, url_fetcher=OwnFiles()).write_pdf()


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
