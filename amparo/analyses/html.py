"""The analysis as one self-contained web page: nothing is fetched from anywhere."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from amparo.analyses.document import Document

STYLE = Path(__file__).parent / "static" / "analyses" / "document.css"


def render(document: Document) -> str:
    with override(document.language):
        page = {
            "document": document,
            "style": STYLE.read_text(encoding="utf-8"),
            "demonstration": settings.DEMONSTRATION,
        }
        return render_to_string("analyses/document.html", page)
