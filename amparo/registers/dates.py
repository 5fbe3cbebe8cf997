"""Dates as registers write them: digits or words, Spanish or English, exact or about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from amparo.registers.folding import clean, fold

ABOUT = re.compile(
    r"\b(aprox\w*|aproximad\w*|aprx|apx|cerca de|alrededor de|como|unos|mas o menos|circa|ca|"
    r"approx\w*|about|around|est|estimad\w*|estimated)\b|~|±"
)
BETWEEN = r"\s*[-/.\s]\s*"
NUMERIC = re.compile(rf"(\d{{1,4}}){BETWEEN}(\d{{1,2}}){BETWEEN}(\d{{1,4}})")
MIDNIGHT = re.compile(r"[ T]00:00(:00)?(\.0+)?$")
ISO_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?")
MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
WORD_DATE = re.compile(
    r"(?:(\d{1,2})\s*(?:de\s+|[-/.\s])\s*)?([a-z]{3,12})\.?\s*(?:del?\s+|[-/.,\s])*\s*(\d{2,4})?"
)
WORD_FIRST = re.compile(r"([a-z]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NAMES = (
    ("enero", "january"),
    ("febrero", "february"),
    ("marzo", "march"),
    ("abril", "april"),
    ("mayo", "may"),
    ("junio", "june"),
    ("julio", "july"),
    ("agosto", "august"),
    ("septiembre", "september", "setiembre", "sept"),
    ("octubre", "october"),
    ("noviembre", "november"),
    ("diciembre", "december"),
)
MONTHS = {
    word: number
    for number, names in enumerate(_NAMES, 1)
    for name in names
    for word in (name, name[:3])
}


@dataclass(frozen=True, slots=True)
class When:
    """A date as a vague date (EDTF), and what is doubtful about its reading."""

    edtf: str
    doubt: str = ""

    @property
    def day(self) -> date | None:
        try:
            return date.fromisoformat(self.edtf)
        except ValueError:
            return None


def when(text: str, *, order: str = "", today: date) -> When | None:
    """A date in digits or words; None for what is none, or for a day that does not exist.

    Without a known order of day and month the day is read first, and that is said as a doubt.
    """
    if found := _iso(text.strip()):
        return When(found.edtf, "future" if found.edtf > today.isoformat() else "")
    plain = _without_accents(clean(text).casefold())
    words = " ".join(ABOUT.sub(" ", re.sub(r"[¿?~]", " ", plain)).split()).strip(" .,")
    found = _iso(words) or _numeric(words, order, today) or _in_words(words, today)
    if found is None:
        return None
    is_about, is_asked = bool(ABOUT.search(plain)), "?" in plain
    mark = "%" if is_about and is_asked else "~" if is_about else "?" if is_asked else ""
    doubt = found.doubt or ("future" if found.edtf > today.isoformat() else "")
    return When(found.edtf + mark, doubt)


def order_of(values: Iterable[str]) -> str:
    """Whether a column writes the day or the month first, where its values prove it."""
    proven = set()
    for value in values:
        found = NUMERIC.fullmatch(MIDNIGHT.sub("", clean(value)))
        if not found or len(found[1]) == 4:
            continue
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second:
            proven.add("dmy")
        elif second > 12 >= first:
            proven.add("mdy")
    return proven.pop() if len(proven) == 1 else ""


def _without_accents(text: str) -> str:
    return "".join(fold(each) or each if each.isalpha() else each for each in text)


def _iso(text: str) -> When | None:
    found = ISO_MOMENT.fullmatch(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _numeric(text: str, order: str, today: date) -> When | None:
    if found := NUMERIC.fullmatch(MIDNIGHT.sub("", text)):
        first, second, third = found.groups()
        if len(first) == 4:
            return _day(int(first), int(second), int(third))
        if len(first) > 2 or len(third) not in (2, 4):
            return None
        return _day_and_month(int(first), int(second), _full_year(third, today), order)
    if found := MONTH_YEAR.fullmatch(text):
        return _month(int(found[2]), int(found[1]))
    return When(text) if re.fullmatch(r"(19|20)\d\d", text) else None


def _day_and_month(first: int, second: int, year: int, order: str) -> When | None:
    if first > 12:
        return _day(year, second, first)
    if second > 12 or order == "mdy":
        return _day(year, first, second)
    read = _day(year, second, first)
    is_open = not order and first != second
    return When(read.edtf, "day_or_month") if read and is_open else read


def _in_words(text: str, today: date) -> When | None:
    found = WORD_FIRST.fullmatch(text)
    if found and found[1] in MONTHS:
        return _day(int(found[3]), MONTHS[found[1]], int(found[2]))
    found = WORD_DATE.fullmatch(text)
    if not found or found[2] not in MONTHS or not found[3]:
        return None
    year, month = _full_year(found[3], today), MONTHS[found[2]]
    return _day(year, month, int(found[1])) if found[1] else _month(year, month)


def _full_year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= today.year % 100 else 1900)


def _day(year: int, month: int, day: int) -> When | None:
    try:
        return When(date(year, month, day).isoformat()) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _month(year: int, month: int) -> When | None:
    return When(f"{year}-{month:02d}") if 1900 <= year <= 2100 and 1 <= month <= 12 else None
