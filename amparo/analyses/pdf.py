"""The analysis as PDF, from the same page. The same input gives the same bytes."""

import os
from datetime import UTC, datetime, time
from hashlib import sha256

from django.utils.translation import gettext as _

from amparo.analyses.document import Document
from amparo.core import printing


def render(document: Document, page: str) -> bytes:
    moment = datetime.combine(document.as_of, time(12), tzinfo=UTC)
    # Fonts are stamped with the time of their subsetting unless this says which.
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    weasyprint = printing.weasyprint(
        or_say=_(
            "No analysis can be built here, since a library of this machine (Pango), which makes "
            "its PDF, is missing. Tell whoever runs this site to install it; nothing was written."
        )
    )
    identifier = sha256(page.encode()).digest()[:16]
    return weasyprint.HTML(string=page, url_fetcher=_nothing).write_pdf(
        pdf_identifier=identifier, pdf_variant="pdf/ua-1"
    )


def _nothing(url: str, *args, **kwargs):
    raise ValueError("An analysis fetches nothing.")
