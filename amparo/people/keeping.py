"""When a period of keeping ends. Pure; the rooms above say what of them counts as activity."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from amparo.people.enums import CountedFrom
from amparo.people.models import Person

AHEAD = timedelta(days=90)
GROWN_UP = 18

Days = Callable[[Collection[UUID]], Iterable[tuple[UUID, date]]]
Narrows = Callable[[QuerySet[Person], date], QuerySet[Person]]
Years = Callable[[Collection[UUID]], Iterable[tuple[UUID, int | None]]]
Shortest = Callable[[UUID], int | None]
Who = Callable[[Collection[UUID]], set[UUID]]
DAYS: list[Days] = []
NARROWS: list[Narrows] = []
YEARS: list[Years] = []
SHORTEST: list[Shortest] = []
STAYS: list[Who] = []
SETTLED: list[Who] = []
# How many days before the end somebody is told: once for each, the nearest first.
WARNINGS = (1, 7, 30)


def counts_as_activity(rule: Days) -> Days:
    """Let a room say on which days somebody did something for these people."""
    DAYS.append(rule)
    return rule


def leaves_out(rule: Narrows) -> Narrows:
    """Let a room leave out whose file is open, or who was surely seen after a day."""
    NARROWS.append(rule)
    return rule


def sets_years(rule: Years) -> Years:
    """Let a room say for how many years a file of hers is kept; None: as the agency set."""
    YEARS.append(rule)
    return rule


def sets_shortest(rule: Shortest) -> Shortest:
    """Let the same room say which years of an agency are the fewest."""
    SHORTEST.append(rule)
    return rule


def makes_stay(rule: Who) -> Who:
    """Let a room say whose records a law of archives forbids to delete."""
    STAYS.append(rule)
    return rule


def settles(rule: Who) -> Who:
    """Let a room say for whom nothing is left to decide, so that no list names her."""
    SETTLED.append(rule)
    return rule


@dataclass(frozen=True)
class End:
    """Until when somebody is kept, and from what that was counted."""

    ends_on: date
    counted_from: CountedFrom
    age_is_known: bool


def end(*, last: date, grown_up: date | None, years: int) -> End:
    """Years after the last activity; for who was under 18 then, after she turned 18.

    Where no birth is recorded she is counted as grown up, and the list says that nobody knows.
    """
    if grown_up is not None and grown_up > last:
        return End(years_after(grown_up, years), CountedFrom.GROWN_UP, True)
    return End(years_after(last, years), CountedFrom.LAST_ACTIVITY, grown_up is not None)


def warning(ends_on: date, *, today: date) -> int | None:
    """Which warning a day calls for: 30, 7 or 1, the nearest; none before, none once it is over."""
    left = (ends_on - today).days
    return next((days for days in WARNINGS if 0 <= left <= days), None)


def years_after(day: date, years: int) -> date:
    """The same day years later, never early: the 29th of February becomes the 1st of March."""
    year = min(day.year + years, date.max.year)
    if (day.month, day.day) == (2, 29) and not _is_leap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
