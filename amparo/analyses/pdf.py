"""The analysis as PDF, from the same page. The same input gives the same bytes."""

import os
from datetime import UTC, datetime, time
from hashlib import sha256

from amparo.analyses.document import Document


def render(document: Document, page: str) -> bytes:
    moment = datetime.combine(document.as_of, time(12), tzinfo=UTC)
    # Fonts are stamped with the time of their subsetting unless this says which.
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    # Importing takes seconds, so only who needs a PDF pays.
    from weasyprint import HTML

    identifier = sha256(page.encode()).digest()[:16]
    return HTML(string=page, url_fetcher=_nothing).write_pdf(
        pdf_identifier=identifier, pdf_variant="pdf/ua-1"
    )


def _nothing(url: str, *args, **kwargs):
    raise ValueError("An analysis fetches nothing.")
