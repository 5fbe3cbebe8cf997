"""What is due: next steps whose day has come, and consents that end before long."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from amparo.agencies.models import Member
from amparo.cases.models import Case, Teammate
from amparo.cases.queries import MOST, OPEN, Line, lines_of
from amparo.people.enums import Answer
from amparo.people.models import Consent
from amparo.people.queries import ConsentLine, consent_line

# Long enough before its end to meet her and ask again.
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Ending:
    """A consent that ends before long, with the case in which to ask again."""

    case: Case
    line: ConsentLine


@dataclass(frozen=True)
class Due:
    steps: list[Line]
    endings: list[Ending]

    @property
    def cases(self) -> set[UUID]:
        return {line.case.pk for line in self.steps} | {each.case.pk for each in self.endings}


def due(cases: QuerySet[Case], *, member: Any, on: date) -> Due:
    """What is due in these cases, the longest overdue first; the first two hundred of each."""
    steps = _steps(cases, on).order_by("next_step_on", "id")[:MOST]
    return Due(lines_of(list(steps), member), _endings(cases, on))


def count_steps(cases: QuerySet[Case], *, on: date) -> int:
    """How many next steps are due, as far as the page of them reaches."""
    return _steps(cases, on).values("pk")[:MOST].count()


def reminded() -> list[Member]:
    """Who can be reminded: she has an address, and her role opens cases."""
    members = Member.objects.filter(is_active=True).exclude(email="")
    return [member for member in members if member.opens_cases]


def newly_due(member: Member, *, on: date) -> int:
    """How much became due today in the cases of her teams, or ends just then or in two weeks."""
    cases = _of_her_teams(member)
    days = (on, on + AHEAD)
    return (
        cases.filter(status__in=OPEN, next_step_on=on).count()
        + _asked_of(cases).filter(expires_on__in=days).count()
    )


def due_in_all(member: Member, *, on: date) -> int:
    cases = _of_her_teams(member)
    return _steps(cases, on).count() + _ending_of(cases, on).count()


def _steps(cases: QuerySet[Case], on: date) -> QuerySet[Case]:
    return cases.filter(status__in=OPEN, next_step_on__lte=on)


def _endings(cases: QuerySet[Case], on: date) -> list[Ending]:
    found = _ending_of(cases, on).select_related("person")
    consents = list(found.order_by("expires_on", "id")[:MOST])
    people = {consent.person_id for consent in consents}
    by_person: dict[UUID, Case] = {}
    for case in cases.filter(status__in=OPEN, person__in=people).order_by("opened_on"):
        by_person[case.person_id] = case
    return [
        Ending(by_person[consent.person_id], consent_line(consent, on=on))
        for consent in consents
        if consent.person_id in by_person
    ]


def _ending_of(cases: QuerySet[Case], on: date) -> QuerySet[Consent]:
    return _asked_of(cases).filter(expires_on__gte=on, expires_on__lte=on + AHEAD)


def _asked_of(cases: QuerySet[Case]) -> QuerySet[Consent]:
    people = cases.filter(status__in=OPEN).values("person")
    granted = Consent.objects.filter(answer=Answer.GRANTED, withdrawn_at__isnull=True)
    return granted.filter(person__in=people)


def _of_her_teams(member: Member) -> QuerySet[Case]:
    # From the few cases of her teams, as in access.py.
    teams = Teammate.objects.filter(member=member).values("case")
    cases = Case.objects.alias(own=Coalesce("agency_id", "agency_id"))
    return cases.filter(pk__in=teams, own=member.agency_id)
