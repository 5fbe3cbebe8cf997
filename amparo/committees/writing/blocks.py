"""The blocks a paper is made of."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from django.utils.formats import date_format
from django.utils.formats import time_format as formatted
from django.utils.translation import gettext as _

Block = dict[str, Any]


def title(text: str) -> Block:
    return {"kind": "title", "text": text}


def heading(text: str) -> Block:
    return {"kind": "heading", "text": text}


def small(text: str) -> Block:
    """A heading below a heading."""
    return {"kind": "small", "text": text}


def text(words: str) -> Block:
    return {"kind": "text", "text": words}


def numbered(items: Iterable[str]) -> Block:
    return {"kind": "numbered", "points": list(items)}


def listed(items: Iterable[str]) -> Block:
    return {"kind": "listed", "points": list(items)}


def facts(*rows: tuple[str, str]) -> Block:
    """Labels with what they name; without those that name nothing."""
    return {"kind": "facts", "rows": [[label, value] for label, value in rows if value]}


def agenda(points: Iterable[str]) -> list[Block]:
    items = list(points)
    return [heading(_("Agenda")), numbered(items) if items else text(_("No point yet."))]


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    return {"kind": "table", "columns": list(columns), "rows": [list(row) for row in rows]}


def signatures(places: Iterable[Sequence[str]], *, below: str, above: str = "") -> Block:
    """A line to sign on for each: the lines of words below it. `below` asks for the name. What
    stands above keeps to the first of them: nobody signs a page without words."""
    held = [list(place) for place in places]
    return {"kind": "signatures", "places": held, "below": below, "above": above}


def unbroken(number: str) -> str:
    """A number that no line breaks at its strokes."""
    return number.replace("/", "/\N{WORD JOINER}")


def said_day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def said_hour(hour: time | None) -> str:
    return formatted(hour, "H:i") if hour else ""
