"""Whose file must not come near a colleague: she bears the name of who endangers somebody in it.

What stands between them is asked here alone. A colleague of whom the team found out that she is
another is let through, but for dangers that were written down later.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from amparo.agencies.models import Member
from amparo.cases.access.grants import live_teams
from amparo.cases.models import Case, Deputy, NotTheSame
from amparo.cases.policies import conflicts as policies
from amparo.core import clock
from amparo.people.models.relations import RelatedPerson
from amparo.people.policies import relations as people
from amparo.people.queries import relations


def feared(
    case: Case, members: Iterable[Member], *, dangers: list[RelatedPerson] | None = None
) -> list[Member]:
    """Which of these colleagues bear a name like that of who endangers her, and were not said to
    be another since. `dangers`: those of the case, where they were read already."""
    around_her = relations.dangers(case.person) if dangers is None else dangers
    looked = _looked(case) if around_her else {}
    return [
        each
        for each in members
        if policies.remain(
            people.conflicts(around_her, each.display_name), looked_at=looked.get(each.pk)
        )
    ]


def _looked(case: Case) -> dict[Any, datetime]:
    """Of whom it was said that she is another, and when last. What was taken back is not there."""
    said = NotTheSame.objects.filter(case=case.pk, ended_at__isnull=True).order_by("decided_at")
    return dict(said.values_list("member", "decided_at"))


def in_conflict(cases: Iterable[Case], member: Any) -> set[UUID]:
    """Which of these cases must not open to her."""
    held = list(cases)
    endangered = relations.in_conflict({case.person_id for case in held}, member.display_name)
    near = [case for case in held if case.person_id in endangered]
    return {case.pk for case in near if feared(case, [member])}


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
