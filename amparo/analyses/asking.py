"""What a page address may ask of an analysis."""

from datetime import date

from django.conf import settings
from django.http import Http404

from amparo.taxonomy.queries import place as find

KINDS = {
    "html": ("index.html", "text/html"),
    "pdf": ("analysis.pdf", "application/pdf"),
    "docx": (
        "analysis.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "json": ("figures.json", "application/json"),
}


def place_and_day_or_404(place: str, as_of: str) -> tuple[str, date]:
    found = find(place)
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found.code, day


def language_or_404(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language
