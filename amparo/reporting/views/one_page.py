"""One A4 in the language asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from amparo.people import sheet_pdf

LANGUAGES = ("es", "en")
# So many lines of a long list fit beside the rest; the pages on the screen have all of them.
ROWS = (12, 10, 8, 6, 4, 2)


def language_of(request) -> str:
    language = request.GET.get("in", request.LANGUAGE_CODE)
    return language if language in LANGUAGES else LANGUAGES[0]


def answer(
    request, template: str, name: str, facts: Callable[[int], dict[str, Any]]
) -> HttpResponse:
    """`facts`: what stands on the page where so many lines of each list do."""
    language = language_of(request)
    common = {"agency": request.member.agency, "demonstration": settings.DEMONSTRATION}
    with translation.override(language):
        pages = [render_to_string(template, common | facts(rows)) for rows in ROWS]
        content = sheet_pdf.first_on_one_page(pages)
    found = HttpResponse(content, content_type="application/pdf")
    found["Content-Disposition"] = f'attachment; filename="{plain(name)}-{language}.pdf"'
    return found


def first(name: str, found: Sequence, rows: int) -> dict[str, Any]:
    """The first lines of a list, and how many stay away."""
    return {name: found[:rows], f"more_{name}": max(0, len(found) - rows)}


def plain(name: Iterable[str]) -> str:
    """A name of a file that no system reads otherwise."""
    return "".join(each if each.isascii() and (each.isalnum() or each in "-_") else "-"
                   for each in name)  # fmt: skip
