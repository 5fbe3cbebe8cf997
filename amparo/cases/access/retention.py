"""Doors to what is kept by series: acts, and files that are blocked."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.enums import Role
from amparo.agencies.models import Agency
from amparo.cases import numbers
from amparo.cases.models import BlockedOpening, Case, Disposal, SeriesSwitch
from amparo.cases.policies import retention as policies
from amparo.core import clock
from amparo.people import access as people


def kept_agency_or_404(member: Any, code: str) -> Agency:
    found = people.kept_agencies(member).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def switch_or_404(member: Any, switch_id: UUID) -> SeriesSwitch:
    found = SeriesSwitch.objects.filter(agency__in=people.kept_agencies(member), pk=switch_id)
    switch = found.select_related("agency").first()
    if switch is None:
        raise Http404
    return switch


def disposals(member: Any) -> QuerySet[Disposal]:
    found = Disposal.objects.filter(agency__in=people.kept_agencies(member))
    return found.select_related("agency", "asked_by", "answered_by")


def disposal_or_404(member: Any, disposal_id: UUID) -> Disposal:
    found = disposals(member).filter(pk=disposal_id).first()
    if found is None:
        raise Http404
    return found


def blocked(member: Any) -> QuerySet[Case]:
    """Files that nobody opens, known by their numbers, for the focal point alone."""
    if member.role != Role.DATA_PROTECTION:
        raise Http404
    found = Case.objects.filter(agency__in=people.kept_agencies(member), disposal__isnull=False)
    return found.select_related("agency", "disposal__agency").order_by("number")


def blocked_of_number(member: Any, number: str) -> Case | None:
    return blocked(member).filter(number=numbers.read(number) or "").first()


def open_blocked(member: Any, opening_id: UUID) -> BlockedOpening:
    """A blocked file, within the hour of her request. Each look is logged."""
    reached = blocked(member).order_by().values("pk")
    found = BlockedOpening.objects.filter(pk=opening_id, member=member, case__in=reached)
    opening = found.select_related("case__person", "case__agency").first()
    if opening is None or not policies.lasts(opening.ends_at, now=clock.now()):
        raise Http404
    audit.record("blocked_file_read", by=member, about=opening.case)
    return opening
