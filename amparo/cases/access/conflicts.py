"""Whose file must not come near a colleague: she bears the name of who endangers somebody in it.

What stands between them is asked of `people.queries.relations` alone. A colleague of whom the team
found out that she is another is let through.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from amparo.agencies.models import Member
from amparo.cases.access.grants import live_teams
from amparo.cases.models import Case, Deputy, NotTheSame
from amparo.core import clock
from amparo.people.queries import relations


def in_conflict(cases: Iterable[Case], member: Any) -> set[UUID]:
    """Which of these cases must not open to her."""
    held = {case.pk: case.person_id for case in cases}
    endangered = relations.in_conflict(set(held.values()), member.display_name)
    found = {case for case, person in held.items() if person in endangered}
    if not found:
        return found
    others = NotTheSame.objects.filter(case__in=found, member=member)
    return found - set(others.values_list("case", flat=True))


def stands_between(case: Case, member: Any) -> bool:
    return bool(in_conflict([case], member))


def through_deputies(case: Case, member: Member) -> set[UUID]:
    """The case, where it would open to one who stands in for her, now or soon, and must not."""
    set_up = Deputy.objects.filter(absent=member, ended_at__isnull=True)
    for row in set_up.filter(ends_on__gte=clock.today()).select_related("deputy"):
        if stands_between(case, row.deputy):
            return {case.pk}
    return set()


def cases_of(member: Member) -> list[Case]:
    """The cases that would open to who stands in for her."""
    teams = live_teams(clock.today()).filter(member=member)
    return list(Case.objects.filter(pk__in=teams.values("case")).only("person"))
