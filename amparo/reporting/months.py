"""A month of the calendar as it is typed and said: 2026-10."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats

SHAPE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Month:
    first: date

    @classmethod
    def read(cls, text: str) -> "Month | None":
        found = SHAPE.fullmatch(text)
        if not found or not 1990 <= int(found[1]) <= 2100:
            return None
        return cls(date(int(found[1]), int(found[2]), 1))

    @classmethod
    def before(cls, day: date) -> "Month":
        """The last month that is over."""
        return cls((day.replace(day=1) - timedelta(days=1)).replace(day=1))

    @property
    def last(self) -> date:
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def earlier(self) -> "Month":
        return Month.before(self.first)

    @property
    def later(self) -> "Month":
        return Month(self.last + timedelta(days=1))

    @property
    def code(self) -> str:
        return f"{self.first:%Y-%m}"

    def __str__(self) -> str:
        return formats.date_format(self.first, "YEAR_MONTH_FORMAT")
