"""What is due in the cases of a member, by every rule that a subject has registered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from amparo.agencies.models import Member
from amparo.cases import due_dates
from amparo.cases.access import grants
from amparo.cases.enums import YesNo
from amparo.cases.models import Case
from amparo.cases.queries import MOST, OPEN, Line, lines_of


@dataclass(frozen=True)
class DueDate:
    """One thing that is due in a case: by when, what, and the page on which it is done."""

    line: Line
    rule: str
    on: date
    what: Any
    detail: str
    url: str

    @property
    def case(self) -> Case:
        return self.line.case

    @property
    def is_overdue(self) -> bool:
        return self.on < self.line.today


def due(cases: QuerySet[Case], *, member: Any, on: date) -> list[DueDate]:
    """What is due in these cases, the longest overdue first; the first two hundred of each kind."""
    found = [
        (rule, row)
        for rule in due_dates.rules()
        for row in rule.due(_open(cases), on=on, member=member).order_by(rule.day, "pk")[:MOST]
    ]
    held = Case.objects.filter(pk__in={_case_of(row) for _rule, row in found})
    lines = {line.case.pk: line for line in lines_of(list(held), member)}
    dates = [_said(rule, row, lines[_case_of(row)]) for rule, row in found if _case_of(row)]
    return sorted(dates, key=lambda each: each.on)


def by_case(dates: Iterable[DueDate]) -> list[tuple[Line, list[DueDate]]]:
    """The same case by case: who is in danger first, then the longest overdue."""
    held: dict[UUID, list[DueDate]] = {}
    for each in sorted(dates, key=lambda each: each.on):
        held.setdefault(each.case.pk, []).append(each)
    found = [(dates[0].line, dates) for dates in held.values()]
    return sorted(found, key=lambda one: one[0].case.immediate_danger != YesNo.YES)


def count_due(cases: QuerySet[Case], *, member: Any, on: date) -> int:
    """How much is due, as far as the page of it reaches: asked in one question for all rules, apart
    from what a rule has to open first."""
    open_cases = _written_once(_open(cases))
    first, *others = (
        rule.due(open_cases, on=on, member=member).order_by().values_list(Value(place))
        for place, rule in enumerate(due_dates.rules())
    )
    # Put side by side and not one into another, which Django would write out four times as long.
    found = Counter(place for (place,) in first.union(*others, all=True))
    return sum(min(number, MOST) for number in found.values())


def reminded() -> list[Member]:
    """Who can be reminded: she has an address, and her role opens cases."""
    members = Member.objects.filter(is_active=True).exclude(email="")
    return [member for member in members if member.opens_cases]


def newly_due(member: Member, *, on: date) -> int:
    """How much became due today in the cases of her teams, or is shown ahead for the first time."""
    cases = _open(_of_her_teams(member))
    return sum(rule.newly(cases, on=on, member=member).count() for rule in due_dates.rules())


def due_in_all(member: Member, *, on: date) -> int:
    cases = _open(_of_her_teams(member))
    return sum(rule.due(cases, on=on, member=member).count() for rule in due_dates.rules())


def cases_in(dates: Iterable[DueDate]) -> set[UUID]:
    return {each.case.pk for each in dates}


def _said(rule: due_dates.Rule, row: Any, line: Line) -> DueDate:
    if not isinstance(row, Case) and "case" in {field.name for field in row._meta.fields}:
        # The case that is open already, so that its key is fetched for no row anew.
        row.case = line.case
    day = getattr(row, rule.day)
    return DueDate(line, rule.code, day, rule.what(row), rule.detail(row), rule.url(row))


def _case_of(row: Any) -> UUID | None:
    return row.pk if isinstance(row, Case) else row.case_id


def _open(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(status__in=OPEN)


def _written_once(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same cases, where twenty questions ask about them: Django writes out the door once."""
    try:
        words, values = cases.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return Case.objects.none()
    # What Django wrote, with its values beside it.
    return Case.objects.filter(pk__in=RawSQL(words, values))  # noqa: S611


def _of_her_teams(member: Member) -> QuerySet[Case]:
    # From the few cases given to her, as in access/.
    cases = Case.objects.alias(own=Coalesce("agency_id", "agency_id"))
    return cases.filter(pk__in=grants.given_cases(member), own=member.agency_id)
