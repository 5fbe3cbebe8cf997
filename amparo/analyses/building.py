"""Build an analysis: the same place, language and cut-off give the same bytes."""

import json
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from amparo.analyses import html, pdf, word
from amparo.analyses.collecting import collect
from amparo.analyses.document import Document, compose


@dataclass(frozen=True)
class Built:
    """The files of one analysis by name."""

    document: Document
    files: dict[str, bytes]


def build(place: str, *, language: str, as_of: date) -> Built:
    document = compose(collect(place, as_of), language)
    page = html.render(document)
    figures = json.dumps([f.as_json() for f in document.figures], ensure_ascii=False, indent=2)
    files = {
        "index.html": page.encode(),
        "analysis.pdf": pdf.render(document, page),
        "analysis.docx": word.render(document, demonstration=settings.DEMONSTRATION),
        "figures.json": f"{figures}\n".encode(),
    }
    return Built(document, files)
