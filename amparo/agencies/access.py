"""The only door to members and to what waits for a second yes: administrators alone."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from amparo.agencies.models import AccessRequest, Member
from amparo.agencies.roles import Permission


def visible_members(member: Member) -> QuerySet[Member]:
    """Everyone, for those who manage members; nobody for the others."""
    if not member.may(Permission.MANAGE_MEMBERS):
        raise Http404
    return Member.objects.select_related("agency").order_by("agency__name", "display_name")


def get_member_or_404(member: Member, wanted: UUID) -> Member:
    return get_object_or_404(visible_members(member), pk=wanted)


def visible_requests(member: Member) -> QuerySet[AccessRequest]:
    visible_members(member)
    return AccessRequest.objects.select_related("member__agency", "agency", "asked_by")


def get_request_or_404(member: Member, wanted: UUID) -> AccessRequest:
    return get_object_or_404(visible_requests(member), pk=wanted)
