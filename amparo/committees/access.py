"""Who may see committees and commitments: every member. They are of organisations, and name posts.

The paper that shows a commitment was kept may name who came to a course: it opens to whoever
keeps committees and to the agency that owes it. Signed minutes carry names by hand: they open to
whoever keeps committees and to agencies that had a seat on that day.
"""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.committees.enums import SeatRole, SessionState
from amparo.committees.models import Commitment, Committee, Point, Resolution, Seat, Session


def visible_committees(member: Member) -> QuerySet[Committee]:
    return Committee.objects.all() if member.is_active else Committee.objects.none()


def led(member: Member, *, on: date) -> QuerySet[Committee]:
    """Those that meet and that she keeps, or that her organisation chairs or writes for."""
    rows = visible_committees(member).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    if member.may(Permission.KEEP_COMMITTEES):
        return rows
    leads = Seat.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        organisation__agency=member.agency_id,
        role__in=(SeatRole.CHAIR, SeatRole.SECRETARY),
        starts_low__lte=on,
    )
    return rows.filter(pk__in=leads.values("committee"))


def visible_commitments(member: Member) -> QuerySet[Commitment]:
    return Commitment.objects.all() if member.is_active else Commitment.objects.none()


def get_committee_or_404(member: Member, committee_id: UUID) -> Committee:
    return get_object_or_404(visible_committees(member).select_related("place"), pk=committee_id)


def get_seat_or_404(committee: Committee, seat_id: UUID) -> Seat:
    return get_object_or_404(committee.seats.select_related("organisation"), pk=seat_id)


def get_commitment_or_404(member: Member, commitment_id: UUID) -> Commitment:
    found = visible_commitments(member).select_related(
        "owner", "committee", "agreement", "resolution__session", "line"
    )
    return get_object_or_404(found, pk=commitment_id)


def with_paper(member: Member) -> QuerySet[Commitment]:
    """Commitments whose paper opens to her."""
    found = visible_commitments(member).filter(paper__isnull=False)
    if member.may(Permission.KEEP_COMMITTEES):
        return found
    return found.filter(Q(owner__agency=member.agency_id))


def get_commitment_with_paper_or_404(member: Member, commitment_id: UUID) -> Commitment:
    return get_object_or_404(with_paper(member).select_related("paper"), pk=commitment_id)


def visible_sessions(member: Member) -> QuerySet[Session]:
    return Session.objects.all() if member.is_active else Session.objects.none()


def get_session_or_404(member: Member, committee_id: UUID, session_id: UUID) -> Session:
    rows = visible_sessions(member).filter(committee=committee_id).select_related("committee")
    return get_object_or_404(rows, pk=session_id)


def get_point_or_404(session: Session, point_id: UUID) -> Point:
    return get_object_or_404(session.points.all(), pk=point_id)


def get_resolution_or_404(session: Session, resolution_id: UUID) -> Resolution:
    return get_object_or_404(
        session.resolutions.select_related("point__agreement"), pk=resolution_id
    )


def with_signed_minutes(member: Member) -> QuerySet[Session]:
    """Sessions whose signed paper opens to her."""
    found = visible_sessions(member).filter(state=SessionState.SIGNED)
    if member.may(Permission.KEEP_COMMITTEES):
        return found
    theirs = Seat.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("on")),
        committee=OuterRef("committee"),
        organisation__agency=member.agency_id,
        starts_low__lte=OuterRef("on"),
    )
    return found.filter(Exists(theirs))


def get_signed_or_404(member: Member, committee_id: UUID, session_id: UUID) -> Session:
    rows = with_signed_minutes(member).filter(committee=committee_id)
    return get_object_or_404(rows.select_related("paper"), pk=session_id)
