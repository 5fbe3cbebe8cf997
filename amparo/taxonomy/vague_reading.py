"""What people write for a date, in Spanish and English, turned into EDTF. No day is invented."""

import re
from datetime import timedelta

from django.utils.translation import gettext as _

from amparo.core.errors import BadInput
from amparo.taxonomy import shipped
from amparo.taxonomy.vague import VagueDate, from_edtf, refuse
from amparo.taxonomy.vague_words import (
    ABOUT,
    ABOUT_AFTER,
    AFTER,
    BEFORE,
    FILLERS,
    MONTH_NUMBERS,
    SEASON_NUMBERS,
    SINCE,
    UNSURE,
    UNSURE_AFTER,
    UNTIL,
)

LONGEST = 120
EDTF = re.compile(r"[\dX.~?%-]*/[\dX.~?%-]*|\d{2}[\dX]{2}(-[\dX]{2}){0,2}[~?%]?")
NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2,4})")
MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})")
STAMP = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?")
YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:o|ero|st|nd|rd|th)?\.?(?: de | of |[ -]))?"
    r"(?P<month>[a-z]{3,10})\.?"
    r"(?:(?: |-)(?P<day_after>\d{1,2})(?:st|nd|rd|th)?,)?"
    r"(?:,? de | del |,? of |,? |-)(?P<year>\d{4})"
)
DECADE = re.compile(r"(?:decada de(?: los)?|anos|los|the)? ?(\d{3})0'?s?")
SOME = re.compile(r"(?:algun|some) (?P<what>mes|month|dia|day) (?:del?|of) (?P<rest>.+)")
CENTURY = re.compile(
    r"(?:algun ano entre|some year between) (?P<century>\d\d)00 (?:y|and) (?P=century)99"
)
ENDS = (
    (re.compile(r"(.+) (?:o antes|or before|or earlier)"), "../{}"),
    (re.compile(r"(.+) (?:o despues|or later)"), "{}/.."),
    (re.compile(r"(?:hasta|until) (.+), (?:con inicio desconocido|with an unknown start)"), "/{}"),
    (re.compile(r"(?:desde|from) (.+), (?:con fin desconocido|with an unknown end)"), "{}/"),
)
RANGES = (
    re.compile(r"entre (?P<start>.+?) y (?P<end>.+)"),
    re.compile(r"between (?P<start>.+?) and (?P<end>.+)"),
    re.compile(r"(?:desde|del?|from) (?P<start>.+?) (?:hasta|al?|to|until) (?P<end>.+)"),
    re.compile(r"(?P<start>.+?) (?:hasta|al?|to|until|-|–|—) (?P<end>.+)"),
    re.compile(r"(?P<start>[a-z]{3,10}) ?[-–—] ?(?P<end>[a-z]{3,10}.+)"),
)


def read(text: str) -> VagueDate:
    if len(text) > LONGEST:
        raise refuse()
    upper = text.strip().upper().replace(" ", "")
    if EDTF.fullmatch(upper) and not MONTH_YEAR.fullmatch(upper):
        return from_edtf(upper)
    return from_edtf(_period(shipped.without_accents(text)))


def _period(text: str) -> str:
    """An interval, an open end, or a single date."""
    years = YEARS.fullmatch(text)
    if years:
        return f"{years[1]}/{years[2]}"
    for form, frame in ENDS:
        if match := form.fullmatch(text):
            return frame.format(_single(match[1]))
    for form in RANGES:
        match = form.fullmatch(text)
        if match and _is_date(match["end"]):
            return f"{_start(match['start'], match['end'])}/{_single(match['end'])}"
    for words, first in ((BEFORE, True), (UNTIL, True), (AFTER, False), (SINCE, False)):
        match = re.fullmatch(rf"(?:{words}) (.+)", text)
        if match:
            point = _single(match[1])
            if words in (BEFORE, AFTER):
                point = _neighbour(point, before=first)
            return f"../{point}" if first else f"{point}/.."
    return _single(text)


def _is_date(text: str) -> bool:
    try:
        _single(text)
    except BadInput:
        return False
    return True


def _start(start: str, end: str) -> str:
    """In "marzo a abril de 2010" the first borrows the year, in "5 al 8 de mayo…" the month."""
    if _is_date(start):
        return _single(start)
    borrowed = end[end.find(" ") :] if start.isdigit() else f" {from_edtf(_single(end)).low.year}"
    return _single(start + borrowed)


def _neighbour(point: str, *, before: bool) -> str:
    """Before March 2010 ends with February; the precision stays, and a doubt stays with it."""
    bare, mark = point.rstrip("~?%"), point[len(point.rstrip("~?%")) :]
    found = from_edtf(bare)
    if found.precision not in ("day", "month", "year") or "X" in bare:
        raise refuse()
    day = found.low - timedelta(days=1) if before else found.high + timedelta(days=1)
    length = {"day": 10, "month": 7, "year": 4}[found.precision]
    return day.isoformat()[:length] + mark


def _single(text: str) -> str:
    """One date with its marks of doubt."""
    text, about = _peel(text.strip(), ABOUT, ABOUT_AFTER)
    text, unsure = _peel(text, UNSURE, UNSURE_AFTER)
    if not about:
        text, about = _peel(text, ABOUT, ABOUT_AFTER)
    mark = {(True, False): "~", (False, True): "?", (True, True): "%"}.get((about, unsure), "")
    point = _point(text)
    if mark and point[-1] in "~?%":
        raise refuse()
    return point + mark


def _peel(text: str, before: str, after: str) -> tuple[str, bool]:
    peeled = re.sub(rf"^(?:{before})\s*(?=[\w(])", "", text)
    peeled = re.sub(rf"[\s,(]*(?:{after})\)?$", "", peeled)
    return peeled.strip(), peeled != text


def _point(text: str) -> str:
    text = re.sub(rf"^{FILLERS}", "", text)
    if EDTF.fullmatch(text.upper()) and "/" not in text:
        return text.upper()
    if match := STAMP.fullmatch(text):
        return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    if match := NUMBERS.fullmatch(text):
        return _day_first(*match.groups())
    if match := MONTH_YEAR.fullmatch(text):
        return f"{match[2]}-{_month_number(match[1])}"
    if match := DECADE.fullmatch(text):
        return f"{match[1]}X"
    if match := CENTURY.fullmatch(text):
        return f"{match['century']}XX"
    if match := SOME.fullmatch(text):
        point = _point(match["rest"])
        return (
            f"{point}-XX-XX"
            if match["what"] in ("dia", "day") and len(point) == 4
            else (f"{point}-XX")
        )
    if match := WORDS.fullmatch(text):
        return _in_words(match)
    raise refuse()


def _day_first(day: str, month: str, year: str) -> str:
    if len(year) != 4:
        raise BadInput(
            _(
                "The year has fewer than four digits, so the century is not known and the date was "
                "not stored. Write the year with four digits."
            )
        )
    if int(month) > 12 >= int(day):
        raise BadInput(
            _(
                "The day comes first here and there is no such month, so the date was not stored. "
                "Write day/month/year, or the month as a word."
            )
        )
    return f"{year}-{_month_number(month)}-{int(day):02d}"


def _month_number(month: str) -> str:
    # 21 to 24 would be read as a season.
    if not 1 <= int(month) <= 12:
        raise refuse()
    return f"{int(month):02d}"


def _in_words(match: re.Match) -> str:
    word, year = match["month"], match["year"]
    day = match["day"] or match["day_after"]
    if word in SEASON_NUMBERS and not day:
        return f"{year}-{SEASON_NUMBERS[word]}"
    month = MONTH_NUMBERS.get(word)
    if not month:
        raise refuse()
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
