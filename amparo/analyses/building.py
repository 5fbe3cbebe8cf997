"""Build an analysis: the same place, language and cut-off give the same bytes."""

import json
from collections.abc import Callable, Collection
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


def _page(document: Document) -> bytes:
    return html.render(document).encode()


def _paper(document: Document) -> bytes:
    return pdf.render(document, html.render(document))


def _text(document: Document) -> bytes:
    return word.render(document, demonstration=settings.DEMONSTRATION)


def _figures(document: Document) -> bytes:
    figures = [figure.as_json() for figure in document.figures]
    return f"{json.dumps(figures, ensure_ascii=False, indent=2)}\n".encode()


MAKERS: dict[str, Callable[[Document], bytes]] = {
    "index.html": _page,
    "analysis.pdf": _paper,
    "analysis.docx": _text,
    "figures.json": _figures,
}


def build(
    place: str, *, language: str, as_of: date, names: Collection[str] = tuple(MAKERS)
) -> Built:
    document = compose(collect(place, as_of), language)
    return Built(document, {name: MAKERS[name](document) for name in names})
