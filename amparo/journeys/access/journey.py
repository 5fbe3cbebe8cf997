"""Doors to journeys: of a case that is open, and of the agency that receives somebody."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.cases.access import conflicts, visible_cases
from amparo.cases.models import Case
from amparo.journeys.enums import Side
from amparo.journeys.models import Journey

WITH = ("case__person", "case__agency", "agency", "office", "begun_by")


def of_case(case: Case) -> QuerySet[Journey]:
    """The journeys of a case that is open already."""
    return Journey.objects.filter(case=case).select_related(*WITH)


def journey_or_404(case: Case, journey_id: UUID) -> Journey:
    """A journey under its own case only; a foreign one is not there."""
    found = of_case(case).filter(pk=journey_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def visible_journeys(member: Any) -> QuerySet[Journey]:
    """Those of the cases that open to her; of those that came and have no case here yet, all of
    her agency."""
    if member.agency_id is None or not member.may(Permission.OPEN_CASES):
        return Journey.objects.none()
    hers = Q(case__in=visible_cases(member))
    if member.may(Permission.RECORD_CASES):
        hers |= Q(case__isnull=True, side=Side.RECEIVING)
    return Journey.objects.filter(hers, agency=member.agency_id).select_related(*WITH)


def received_or_404(member: Any, journey_id: UUID) -> Journey:
    """One that another office asked us to receive; logged."""
    rows = visible_journeys(member).filter(side=Side.RECEIVING)
    found = rows.filter(pk=journey_id).first()
    if found is None or (found.case is not None and conflicts.stands_between(found.case, member)):
        raise Http404
    audit.record("journey_opened", by=member, about=found)
    return found
