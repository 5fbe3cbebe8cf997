"""Who may see committees and commitments: every member. They are of organisations, and name posts.

The paper that shows a commitment was kept may name who came to a course: it opens to whoever
keeps committees and to the agency that owes it.
"""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.committees.models import Commitment, Committee, Seat


def visible_committees(member: Member) -> QuerySet[Committee]:
    return Committee.objects.all() if member.is_active else Committee.objects.none()


def visible_commitments(member: Member) -> QuerySet[Commitment]:
    return Commitment.objects.all() if member.is_active else Commitment.objects.none()


def get_committee_or_404(member: Member, committee_id: UUID) -> Committee:
    return get_object_or_404(visible_committees(member).select_related("place"), pk=committee_id)


def get_seat_or_404(committee: Committee, seat_id: UUID) -> Seat:
    return get_object_or_404(committee.seats.select_related("organisation"), pk=seat_id)


def get_commitment_or_404(member: Member, commitment_id: UUID) -> Commitment:
    found = visible_commitments(member).select_related("owner", "committee", "agreement")
    return get_object_or_404(found, pk=commitment_id)


def with_paper(member: Member) -> QuerySet[Commitment]:
    """Commitments whose paper opens to her."""
    found = visible_commitments(member).filter(paper__isnull=False)
    if member.may(Permission.KEEP_COMMITTEES):
        return found
    return found.filter(Q(owner__agency=member.agency_id))


def get_commitment_with_paper_or_404(member: Member, commitment_id: UUID) -> Commitment:
    return get_object_or_404(with_paper(member).select_related("paper"), pk=commitment_id)
