"""Vague dates: EDTF text with the first and last day it may mean, and words that stay vague.

Bounds are those of what is written: "2010-09~" runs from the 1st to the 30th and says that it is
approximate. Seasons are wide on purpose, since people mean weather as well as the calendar.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from amparo.core.errors import BadInput
from amparo.taxonomy import shipped
from amparo.taxonomy.vague_words import MONTHS, SEASONS, SHOWN

POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([~?%]?)")
FIRST_YEAR, LAST_YEAR = 1800, 2199


@dataclass(frozen=True)
class VagueDate:
    """A date as vague as it was told. An end that is open or unknown has no bound."""

    edtf: str
    low: date | None
    high: date | None
    precision: str
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        return display(self.edtf)

    @classmethod
    def from_edtf(cls, text: str) -> "VagueDate":
        return from_edtf(text)


def refuse() -> BadInput:
    return BadInput(
        _(
            "The date could not be read, so it was not stored. Write it as day/month/year, "
            "as a month and a year, as a year of four digits, or with a word such as “about”, "
            "“before” or “between … and …”."
        )
    )


def parse(text: object, *, language: str | None = None) -> VagueDate:
    """Read what a person typed, in Spanish or English; the day comes first between slashes."""
    from amparo.taxonomy import vague_reading

    return vague_reading.read(str(text if text is not None else ""))


def from_edtf(text: str) -> VagueDate:
    """Read canonical EDTF of the levels 0 and 1 that we store."""
    start, slash, end = text.partition("/")
    return _interval(text, start, end) if slash else _point(text)


def bounds(text: str) -> tuple[date | None, date | None]:
    if not text:
        return None, None
    found = from_edtf(text)
    return found.low, found.high


def is_certainly_before(earlier: str, later: str) -> bool:
    """Whether every day of the one lies before every day of the other."""
    last, first = bounds(earlier)[1], bounds(later)[0]
    return bool(last and first and last < first)


def may_overlap(text: str, low: date, high: date) -> bool:
    first, last = bounds(text)
    return bool(text) and (first is None or first <= high) and (last is None or last >= low)


# --- EDTF ---------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _point(text: str) -> VagueDate:
    match = POINT.fullmatch(text)
    if not match or not FIRST_YEAR <= int(match[1].replace("X", "0")) <= LAST_YEAR:
        raise refuse()
    year, month, day, mark = match.groups()
    flags = {"approximate": mark in ("~", "%"), "uncertain": mark in ("?", "%")}
    if month and month.isdigit() and 21 <= int(month) <= 24 and not day and year.isdigit():
        return VagueDate(text, *_season(int(year), int(month)), "season", **flags)
    low, high = _days(text.rstrip("~?%"))
    return VagueDate(text, low, high, _precision(year, month, day), **flags)


def _precision(year: str, month: str | None, day: str | None) -> str:
    if "X" in year:
        return "century" if year.endswith("XX") else "decade"
    if day and "X" not in day + (month or ""):
        return "day"
    return "month" if month and "X" not in month else "year"


def _days(text: str) -> tuple[date, date]:
    try:
        if len(text) == 10 and "X" not in text:
            return (date.fromisoformat(text),) * 2
        found = parse_edtf(text)
        return tuple(date(*bound[:3]) for bound in (found.lower_strict(), found.upper_strict()))
    except (EDTFParseException, ValueError, TypeError) as failure:
        raise refuse() from failure


def _season(year: int, season: int) -> tuple[date, date]:
    """Spring March to June, summer June to September, autumn September to December; the winter of
    a year may be the one that it begins with or the one that it ends with."""
    if season == 24:
        return date(year, 1, 1), date(year + 1, 3, 31)
    first, last, days = {21: (3, 6, 30), 22: (6, 9, 30), 23: (9, 12, 31)}[season]
    return date(year, first, 1), date(year, last, days)


@lru_cache(maxsize=1024)
def _interval(text: str, start: str, end: str) -> VagueDate:
    if start in ("", "..") and end in ("", ".."):
        raise refuse()
    # The library gives an infinite float for an open end, so each end is read by itself.
    first, last = (None if part in ("", "..") else _point(part) for part in (start, end))
    if first and last and first.low > last.high:
        raise BadInput(
            _("The first date lies after the second, so the period was not stored. Swap them.")
        )
    return VagueDate(
        text,
        first.low if first else None,
        last.high if last else None,
        "interval",
        any(part.approximate for part in (first, last) if part),
        any(part.uncertain for part in (first, last) if part),
    )


# --- words --------------------------------------------------------------------------------------


def display(text: str, language: str | None = None) -> str:
    """Say a vague date in words without making it any more exact."""
    if not text:
        return ""
    found = from_edtf(text)
    tongue = shipped.language_or_active(language)
    if found.precision != "interval":
        return _say_point(found, tongue)
    start, end = text.split("/")
    said = {
        name: _say_point(_point(part), tongue)
        for name, part in (("start", start), ("end", end))
        if part not in ("", "..")
    }
    kind = {"": "unknown", "..": "open"}
    if start in kind:
        return SHOWN[tongue][f"{kind[start]}_start"].format(**said)
    if end in kind:
        return SHOWN[tongue][f"{kind[end]}_end"].format(**said)
    return SHOWN[tongue]["interval"].format(**said)


def _say_point(found: VagueDate, tongue: str) -> str:
    year, month, day, mark = POINT.fullmatch(found.edtf).groups()
    kind = found.precision
    if kind == "year" and month:
        kind = "some_day_of_year" if day else "some_month"
    elif kind == "month" and day:
        kind = "some_day"
    said = SHOWN[tongue][kind].format(
        year=year.replace("X", "0"),
        last=year.replace("X", "9"),
        month=MONTHS[tongue][int(month) - 1] if kind in ("day", "month", "some_day") else "",
        season=SEASONS[tongue][int(month)] if kind == "season" else "",
        day=int(day) if kind == "day" else "",
    )
    frame = {"~": "approximate", "?": "uncertain", "%": "both"}.get(mark)
    return SHOWN[tongue][frame].format(date=said) if frame else said
