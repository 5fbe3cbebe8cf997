"""Paper from a page, without asking any network for anything.

The library that makes PDF files needs a library of the system, which may be missing.
"""

import sys
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from amparo.core.decisions import Refused

KINDS = {".css": "text/css", ".svg": "image/svg+xml"}


def weasyprint(*, or_say: str) -> ModuleType:
    """Load it, which takes seconds: only who needs a PDF pays. Refuses in words where it cannot."""
    try:
        # What it prints on its own when something is missing must not land in an answer.
        with redirect_stdout(sys.stderr):
            import weasyprint
    except OSError as error:
        raise Refused(or_say) from error
    return weasyprint


def rendered(html: str, style: str = "") -> Any:
    """The pages of a sheet. Nothing but our own static files is fetched."""
    library = weasyprint(
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

    sheet = library.HTML(string=html, base_url="http://sheet.invalid/", url_fetcher=OwnFiles())
    return sheet.render(stylesheets=[library.CSS(string=style)] if style else [])


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
