from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet

from amparo.committees.enums import FIXED, SeatRole, SessionState
from amparo.committees.models import (
    Attendance,
    Commitment,
    Committee,
    Point,
    Resolution,
    Seat,
    Session,
)
from amparo.committees.policies import committee as policies
from amparo.committees.queries import committees, plan
from amparo.core.decisions import Decision
from amparo.organisations.models import Organisation

IN_ORDER = list(SeatRole)


def ahead(committee: Committee) -> QuerySet[Session]:
    """Those that are still to be held or closed, the next first."""
    waiting = (SessionState.CALLED, SessionState.OPENED)
    rows = committee.sessions.filter(state__in=waiting).defer("minutes")
    return rows.order_by("on", "starts_at")


def held(committee: Committee) -> QuerySet[Session]:
    """Those that are closed or were called off, the last first."""
    ended = (*FIXED, SessionState.CALLED_OFF)
    return committee.sessions.filter(state__in=ended).defer("minutes")


def roll(session: Session) -> list[tuple[Seat, Attendance | None]]:
    """Who sits on the day, the chair first, and who of them came."""
    came = {row.seat_id: row for row in session.attendance.all()}
    roster = committees.roster(session.committee, on=session.on)
    seats = sorted(roster, key=lambda seat: (IN_ORDER.index(seat.role), seat.organisation.words))
    return [(seat, came.get(seat.pk)) for seat in seats]


def organisations_at(session: Session) -> list[Organisation]:
    """Those that have a seat on the day, each once."""
    found = {seat.organisation_id: seat.organisation for seat, _row in roll(session)}
    return list(found.values())


def is_here(session: Session, agency_id: Any) -> bool:
    """Whether somebody came for a seat of this agency and has not left."""
    return agency_id is not None and any(
        seat.organisation.agency_id == agency_id and row is not None and row.is_here
        for seat, row in roll(session)
    )


def ahead_with(agency_id: Any, *, on: date) -> list[Session]:
    """Called or under way from this day on, in which this agency has a seat; the next first."""
    waiting = (SessionState.CALLED, SessionState.OPENED)
    rows = Session.objects.filter(
        state__in=waiting, on__gte=on, committee__seats__organisation__agency=agency_id
    )
    found = rows.distinct().select_related("committee").order_by("on", "starts_at", "pk")
    return [each for each in found if _sits(agency_id, each)]


def _sits(agency_id: Any, session: Session) -> bool:
    return any(each.agency_id == agency_id for each in organisations_at(session))


@dataclass(frozen=True)
class Quorum:
    """How many of the seats that vote are here, how many are needed, and whether it is enough."""

    here: int
    seats: int
    needed: int
    reached: Decision
    chair_is_here: bool


def quorum(session: Session) -> Quorum:
    """As it stands now."""
    voting = [(seat, row) for seat, row in roll(session) if seat.votes]
    here = [seat for seat, row in voting if row is not None and row.is_here]
    return _counted(session, seats=len(voting), here=here)


def quorum_of_all(session: Session) -> Quorum:
    """Of all who came, also those who left before the end."""
    voting = [(seat, row) for seat, row in roll(session) if seat.votes]
    came = [seat for seat, row in voting if row is not None and row.came_as]
    return _counted(session, seats=len(voting), here=came)


def _counted(session: Session, *, seats: int, here: list[Seat]) -> Quorum:
    percent = session.committee.quorum_percent
    return Quorum(
        here=len(here),
        seats=seats,
        needed=policies.needed(seats=seats, percent=percent),
        reached=policies.has_quorum(present=len(here), seats=seats, percent=percent),
        chair_is_here=any(seat.role == SeatRole.CHAIR for seat in here),
    )


def points(session: Session) -> QuerySet[Point]:
    return session.points.select_related("agreement", "commitment")


def resolutions(session: Session) -> QuerySet[Resolution]:
    rows = session.resolutions.select_related("point__agreement", "line")
    return rows.prefetch_related("commitments__owner")


def next_number(committee: Committee, *, year: int) -> int:
    """Nothing is ever deleted, so the highest number is the last that was given."""
    given = committee.resolutions.filter(year=year).aggregate(last=Max("number"))
    return (given["last"] or 0) + 1


def suggested(session: Session, *, on: date) -> list[Commitment]:
    """What goes before the chair and is not on this agenda yet."""
    there = session.points.filter(commitment__isnull=False).values_list("commitment_id", flat=True)
    return list(plan.before_the_chair(session.committee, on=on).exclude(pk__in=there))
