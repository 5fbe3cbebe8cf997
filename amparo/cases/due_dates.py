"""What falls due in a case: each subject says where its days stand; the lists know no subject.

A subject registers its open rows, the field with their day, and what to say of one of them:

    @due_dates.rule(
        "protection_measure",
        day="ends_on",
        ahead=timedelta(days=7),
        what=lambda row: _("A protection measure ends"),
        url=lambda row: reverse("cases:justice", args=[row.case_id]),
    )
    def measures(cases):
        return Measure.objects.filter(case__in=cases, lifted_on__isnull=True)

`what` names nobody and quotes nothing: it may be read over a shoulder. Only open cases are given.
A row is done when the query no longer finds it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from amparo.cases.models import Case

Rows = Callable[[QuerySet[Case]], QuerySet[Any]]


@dataclass(frozen=True)
class Rule:
    """One kind of day. `rows` are of open cases, each with a `case_id`, or cases themselves."""

    code: str
    rows: Rows
    # The name of the field with the day.
    day: str
    what: Callable[[Any], Any]
    url: Callable[[Any], str]
    # How long before its day it is shown, and told a first time.
    ahead: timedelta
    # Whether nothing can be done about it any more once its day has passed.
    lapses: bool
    # A few words from the file for the page alone, never for a mail or a calendar.
    detail: Callable[[Any], str]
    # Which of the rows concern a member, where some concern one of a team only.
    concerning: Callable[[QuerySet[Any], Any], QuerySet[Any]]
    # Stands on the page of what is due, and sends no mail: what comes back every day.
    quiet: bool = False

    def due(self, cases: QuerySet[Case], *, on: date, member: Any = None) -> QuerySet[Any]:
        """Its rows that are due on a day, or will be within the days it is shown ahead."""
        found = self._of(cases, member).filter(**{f"{self.day}__lte": on + self.ahead})
        return found.filter(**{f"{self.day}__gte": on}) if self.lapses else found

    def newly(self, cases: QuerySet[Case], *, on: date, member: Any = None) -> QuerySet[Any]:
        """Its rows to tell of on this very day: they are due, or shown for the first time."""
        if self.quiet:
            return self.rows(cases).none()
        return self._of(cases, member).filter(**{f"{self.day}__in": {on, on + self.ahead}})

    def days(
        self, cases: QuerySet[Case], *, first: date, last: date, member: Any = None
    ) -> list[date]:
        """The days of its rows, each once."""
        within = {f"{self.day}__gte": first, f"{self.day}__lte": last}
        found = self._of(cases, member).filter(**within)
        return list(found.order_by().values_list(self.day, flat=True).distinct())

    def _of(self, cases: QuerySet[Case], member: Any) -> QuerySet[Any]:
        rows = self.rows(cases)
        return rows if member is None else self.concerning(rows, member)


_rules: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    day: str,
    what: Callable[[Any], Any],
    url: Callable[[Any], str],
    ahead: timedelta = timedelta(0),
    lapses: bool = False,
    detail: Callable[[Any], str] = lambda row: "",
    concerning: Callable[[QuerySet[Any], Any], QuerySet[Any]] = lambda rows, member: rows,
    quiet: bool = False,
) -> Callable[[Rows], Rows]:
    """Register the open rows of one subject: a decorator on a function of a queryset of cases."""

    def registered(rows: Rows) -> Rows:
        words = (what, url, ahead, lapses, detail, concerning, quiet)
        _rules[code] = Rule(code, rows, day, *words)
        return rows

    return registered


def rules() -> list[Rule]:
    return list(_rules.values())
