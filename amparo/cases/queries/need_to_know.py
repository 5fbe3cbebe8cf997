"""Who opens a file, for the pages about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from amparo.agencies.models import Member
from amparo.cases.access import grants
from amparo.cases.models import Case, Deputy, Teammate
from amparo.cases.queries.ages import age
from amparo.core import clock
from amparo.core.question import Question

MOST = 200


@dataclass(frozen=True)
class NamedFile:
    """A file for named people, as who decides on teams sees it: number, age, how many work on it.

    No name, no label, not even who works on it: that may say too much of whom it is about.
    """

    case: Case
    age: str
    people: int


def named_lines(cases: QuerySet[Case], *, on: date) -> list[NamedFile]:
    """Open files for named people, the newest first; the first two hundred."""
    found = list(cases.select_related("person").order_by("-opened_on", "-id")[:MOST])
    counted: dict[Any, int] = {}
    for case_id in grants.live_teams(on).filter(case__in=found).values_list("case", flat=True):
        counted[case_id] = counted.get(case_id, 0) + 1
    return [NamedFile(case, age_words(case, on), counted.get(case.pk, 0)) for case in found]


def age_words(case: Case, on: date) -> str:
    years = age(case.person, on=on)
    if years is None:
        return gettext("Age not known")
    low, high = years
    if low == high:
        return ngettext("%(years)s year old", "%(years)s years old", low) % {"years": low}
    return gettext("%(low)s to %(high)s years old") % {"low": low, "high": high}


_teammates = Question(
    lambda case, day: (
        grants.live_teams(day)
        .filter(case=case)
        .select_related("member")
        .order_by("member__display_name")
    )
)


def teammates(case: Case) -> list[Teammate]:
    """Who is on the team today, and until when."""
    return _teammates.all(case.pk, clock.today())


def may_be_named(case: Case, *, by: Member) -> list[Member]:
    """Colleagues who can be named to a file that the one who names does not open: not herself."""
    outside = Member.objects.filter(agency_id=case.agency_id, is_active=True).exclude(pk=by.pk)
    return [member for member in outside if member.opens_cases]


def deputies(members: QuerySet[Member], *, on: date) -> list[Deputy]:
    """Who stands in for whom, now and from a later day on."""
    live = Deputy.objects.filter(absent__in=members, ended_at__isnull=True, ends_on__gte=on)
    return list(live.select_related("absent", "deputy").order_by("starts_on", "pk"))


def stands_in_for(member: Any) -> list[Deputy]:
    """For whom she stands in today."""
    live = grants.live_deputies(clock.today()).filter(deputy=member)
    return list(live.select_related("absent"))
