"""What a committee does, on one page: who sits, what was held, resolved and promised."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from amparo.agreements import access as agreements_open
from amparo.agreements.enums import Light, Standing
from amparo.agreements.queries import agreements
from amparo.agreements.wording import LIGHTS, Dated, dated
from amparo.committees import access
from amparo.committees.enums import FIXED, Fulfilment, SessionState
from amparo.committees.models import Commitment, Committee, Resolution, Seat
from amparo.committees.queries import commitments, committees, plan, sessions
from amparo.committees.queries.committees import Balance
from amparo.committees.queries.plan import Strand
from amparo.organisations.enums import Sector

IN_FORCE = (Standing.EXPIRES, Standing.IN_FORCE)


@dataclass(frozen=True)
class Meetings:
    """Sessions of a year up to a day."""

    year: int
    called: int
    held: int
    with_quorum: int
    called_off: int


@dataclass(frozen=True)
class Lit:
    """Something promised, how it stands, and how that is toned."""

    row: Commitment
    words: Any
    tone: str


@dataclass(frozen=True)
class Resolved:
    resolution: Resolution
    promised: list[Lit]


@dataclass(frozen=True)
class OnePage:
    committee: Committee
    on: date
    chair: Seat | None
    seats: list[Seat]
    balance: list[Balance]
    missing: list[Sector]
    meetings: Meetings
    resolved: list[Resolved]
    promised: list[Lit]
    lights: list[tuple[Any, str, int]]
    strands: list[Strand]
    in_force: list[Dated]


def compose(member: Any, committee: Committee, *, on: date) -> OnePage:
    seats = list(committees.roster(committee, on=on))
    held = access.visible_commitments(member)
    rows = list(commitments.board(held, committee=committee, open_only=False))
    promised = [_lit(row, on) for row in rows]
    return OnePage(
        committee=committee,
        on=on,
        chair=committees.chair(committee, on=on),
        seats=seats,
        balance=committees.balance(seats),
        missing=committees.missing(seats),
        meetings=_meetings(committee, on),
        resolved=_resolved(committee, on),
        promised=[each for each in promised if each.row.state == Fulfilment.OPEN],
        lights=_lights(promised),
        strands=plan.by_line(committee, held, on=on),
        in_force=_in_force(member, seats, on),
    )


def _meetings(committee: Committee, on: date) -> Meetings:
    rows = committee.sessions.filter(on__year=on.year, on__lte=on).defer("minutes")
    found = list(rows.select_related("committee"))
    held = [each for each in found if each.state in FIXED]
    enough = [each for each in held if sessions.quorum_of_all(each).reached]
    off = sum(each.state == SessionState.CALLED_OFF for each in found)
    return Meetings(on.year, len(found), len(held), len(enough), off)


def _resolved(committee: Committee, on: date) -> list[Resolved]:
    """Those of the year that stand, the last first."""
    rows = committee.resolutions.filter(year=on.year, struck_why="").order_by("-number")
    return [
        Resolved(row, [_lit(each, on) for each in row.commitments.all()])
        for row in rows.prefetch_related("commitments")
    ]


def _lit(row: Commitment, on: date) -> Lit:
    if row.state == Fulfilment.DROPPED:
        return Lit(row, row.get_state_display(), "stopped")
    light = commitments.light_of(row, on=on)
    return Lit(row, light.label, LIGHTS[light])


def _lights(promised: list[Lit]) -> list[tuple[Any, str, int]]:
    """How many stand how, the worst first."""
    number = Counter((str(each.words), each.tone) for each in promised)
    order = [Light.OVERDUE, Light.SOON, Light.ON_TIME, Light.NO_DAY, Light.DONE]
    wanted = [(str(light.label), LIGHTS[light]) for light in order]
    wanted.append((str(Fulfilment.DROPPED.label), "stopped"))
    return [(words, tone, number[words, tone]) for words, tone in wanted if number[words, tone]]


def _in_force(member: Any, seats: list[Seat], on: date) -> list[Dated]:
    """Agreements that one of who sits has signed."""
    sitting = {seat.organisation_id for seat in seats}
    visible = agreements_open.visible_agreements(member)
    theirs = visible.filter(parties__organisation__in=sitting).distinct()
    found = [row for each in IN_FORCE for row in agreements.found(theirs, on=on, standing=each)]
    return [dated(row, on=on) for row in found]
