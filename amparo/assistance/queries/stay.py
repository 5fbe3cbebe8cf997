"""Her stays as her team sees them: on the case page, and when she is overdue."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.assistance.models import Bed, Leave, Shelter, Stay
from amparo.assistance.policies import shelter as policies
from amparo.assistance.queries import shelter as queries
from amparo.cases import access as cases_access
from amparo.cases import due_dates
from amparo.cases.before_closing import WayOut, before_closing, way_out
from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.people import keeping
from amparo.people.queries.keeping import day_of


def ended(case: Case) -> list[Stay]:
    """Where she slept before, the last first. Where a house of another agency lies, and where she
    went from it, stays with that house, whoever has the case today."""
    ours = case.stays.filter(left_at__isnull=False, shelter__agency=case.agency_id)
    found = list(ours.select_related("shelter"))
    for stay in found:
        stay.case = case
    return found


def beds_for(case: Case) -> list[Bed]:
    """What stands free in the houses of the agency that holds her case."""
    return queries.free_beds(Shelter.objects.filter(agency=case.agency_id))


def may_belong_to(member: Any, case: Case) -> list[Stay]:
    """Who stays in a house of the agency now and whose case opens to her too: nobody else's name
    is told here."""
    visible = cases_access.visible_cases(member).exclude(pk=case.pk).values("pk")
    found = Stay.objects.filter(case__in=visible, shelter__agency=case.agency_id)
    return list(found.filter(left_at__isnull=True).select_related("case__person", "shelter"))


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part | None:
    url, title = reverse("assistance:stay", args=[case.pk]), _("Stay in a shelter")
    now = queries.stays_now(case)
    if now is None:
        return Part(Shelf.HELP, title, url)
    if queries.works_beside_a_danger(now):
        return Part(Shelf.HELP, title, url, _("A colleague bears such a name"), "urgent")
    if queries.leave_now(now) is not None:
        return Part(Shelf.HELP, title, url, _("Away for a while"), "waiting")
    return Part(Shelf.HELP, title, url, _("In the house"), "good")


@before_closing
def _sleeps_nowhere(case: Case) -> Decision:
    return policies.sleeps_nowhere(in_a_house=queries.stays_now(case) is not None)


@way_out
def _by_the_door(case: Case) -> WayOut | None:
    now = queries.stays_now(case)
    if now is None:
        return None
    url = reverse("assistance:stay_exit", args=[case.pk, now.pk])
    return WayOut(_("She is still entered in a shelter. Write down that she leaves it"), url)


@keeping.counts_as_activity
def _in_a_house(ids: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    """While she stays in a house nothing of her has ended, even if her case was closed before."""
    stays = Stay.objects.filter(case__person__in=ids)
    for person_id, entered_at, left_at in stays.values_list(
        "case__person", "entered_at", "left_at"
    ):
        yield person_id, day_of(left_at) if left_at else max(clock.today(), day_of(entered_at))


@due_dates.rule(
    "back_in_the_house",
    day="back_due_on",
    what=lambda row: _("Somebody is expected back"),
    url=lambda row: reverse("assistance:stay", args=[row.case_id]),
)
def _expected_back(cases: QuerySet[Case]) -> QuerySet[Leave]:
    out = Leave.objects.filter(stay__case__in=cases, back_at__isnull=True)
    return out.annotate(case_id=F("stay__case_id"))
