"""Whose delays open to whom: as the numbers of the monthly report do."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.enums import AgencyKind
from amparo.agencies.models import Agency
from amparo.agencies.roles import Permission


def open_delays(member: Any) -> QuerySet[Agency]:
    """The controller's office those of all agencies, others those of their own. Numbers of a few
    may speak of one person, so the look is logged."""
    if not member.may(Permission.SEE_REPORTS) or member.agency_id is None:
        raise Http404
    audit.record("journey_delays_shown", by=member)
    if member.agency.kind == AgencyKind.OFFICE:
        return Agency.objects.all()
    return Agency.objects.filter(pk=member.agency_id)
