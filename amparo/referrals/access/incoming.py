"""Who sees what other offices referred to us: who records cases, in the agency that opened it."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.referrals.models import Incoming


def visible_incoming(member: Member) -> QuerySet[Incoming]:
    rows = Incoming.objects.filter(agency=member.agency_id)
    rows = rows.select_related("package__sender__organisation", "answered_by")
    return rows if member.may(Permission.RECORD_CASES) else rows.none()


def get_incoming_or_404(member: Member, incoming_id: UUID) -> Incoming:
    return get_object_or_404(visible_incoming(member), pk=incoming_id)
