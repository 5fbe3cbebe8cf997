"""Who may see organisations: every member. They are offices, and none of them is a person."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from amparo.agencies.models import Member
from amparo.organisations.models import Organisation


def visible_organisations(member: Member) -> QuerySet[Organisation]:
    return Organisation.objects.all() if member.is_active else Organisation.objects.none()


def get_organisation_or_404(member: Member, organisation_id: UUID) -> Organisation:
    found = visible_organisations(member).select_related("place", "agency")
    return get_object_or_404(found, pk=organisation_id)
