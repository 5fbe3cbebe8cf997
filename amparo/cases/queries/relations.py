"""The people around her, and whether she is found by name: what the case page says of both."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.cases.access import conflicts
from amparo.cases.access.grants import live_deputies
from amparo.cases.models import Case, NotTheSame
from amparo.cases.parts import Part, Shelf, case_part
from amparo.cases.queries import team_of
from amparo.core import clock
from amparo.people.policies import relations as policies
from amparo.people.queries import relations as queries
from amparo.people.queries import same


def team_conflicts(case: Case, around: list) -> int:
    """How many to whom her file opens bear a name like that of somebody who endangers her."""
    around_her = queries.dangers(case.person, own=around)
    if not around_her:
        return 0
    return len(conflicts.feared(case, _who_opens(case), dangers=around_her))


def set_aside(case: Case) -> list[NotTheSame]:
    """Of whom somebody said that she is another, how that is known, by whom, and what was taken
    back. Colleagues of an agency that had the case before are not named: they may work in a house
    that nobody else knows."""
    found = NotTheSame.objects.filter(case=case, member__agency=case.agency_id)
    rows = list(found.select_related("member", "decided_by", "ended_by"))
    for row in rows:
        row.case = case
    return rows


def _who_opens(case: Case) -> list[Member]:
    """Her team, who stands in for one of it, and who answers for the agency."""
    team = team_of(case)
    away = live_deputies(clock.today()).filter(absent__in=team).select_related("deputy")
    found = {each.pk: each for each in [*team, *(row.deputy for row in away)]}
    if not case.named_only:
        colleagues = Member.objects.filter(agency_id=case.agency_id, is_active=True)
        found |= {each.pk: each for each in colleagues if each.may(Permission.OPEN_AGENCY_CASES)}
    return list(found.values())


@case_part
def _people_around_her(member: Any, case: Case) -> Part | None:
    if not policies.can_see(case.person, by=member):
        return None
    url, title = reverse("people:relations", args=[case.person_id]), _("People around her")
    around_her = queries.around(case.person)
    if team_conflicts(case, around_her):
        return Part(Shelf.SAFETY, title, url, _("A colleague bears such a name"), "urgent")
    dangers = sum(1 for each in around_her if each.is_a_danger)
    if dangers:
        said = ngettext("%(count)s endangers her", "%(count)s endanger her", dangers)
        return Part(Shelf.SAFETY, title, url, said % {"count": dangers}, "stopped")
    return Part(Shelf.SAFETY, title, url)


@case_part
def _search_by_name(member: Any, case: Case) -> Part | None:
    if member.agency_id != case.agency_id:
        return None
    url, title = reverse("people:hiding", args=[case.person_id]), _("Search by name")
    if same.is_hidden(case.person):
        return Part(Shelf.SAFETY, title, url, _("Not found by name"), "stopped")
    return Part(Shelf.SAFETY, title, url, _("Found by name"))
