"""May a committee be changed, may somebody take a seat? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.committees.models import Committee, Seat
from amparo.core.decisions import ALLOWED, Decision

WHOLE = 100


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_COMMITTEES)


def can_change(committee: Committee, *, by: Any) -> Decision:
    if committee.ended_on is not None:
        return Decision(_("This committee has ended, so it stays as it is."))
    return can_keep(by=by)


def can_end(committee: Committee, *, by: Any, on: date, today: date) -> Decision:
    if on > today:
        return Decision(_("This day lies ahead. Say it when the committee has ended."))
    return can_change(committee, by=by)


def can_seat(
    committee: Committee,
    *,
    by: Any,
    works: bool,
    sits_already: bool,
    is_chair: bool,
    chair_then: bool,
    days_fit: bool,
) -> Decision:
    """`sits_already`: the organisation sits on one of these days; `chair_then`: another chairs on
    one of them."""
    if not works:
        return Decision(_("This organisation works no longer, so it takes no seat."))
    if not days_fit:
        return Decision(_("The term would end before it begins. Look at the two dates."))
    if sits_already:
        return Decision(_("This organisation sits here on these days already."))
    if is_chair and chair_then:
        return Decision(
            _(
                "Another organisation chairs on one of these days, and a committee has one chair "
                "at a time. End that term first, or let this one begin later."
            )
        )
    return can_change(committee, by=by)


def can_end_term(seat: Seat, *, by: Any, on: date) -> Decision:
    if seat.ends_on is not None:
        return Decision(_("This term has its last day already."))
    if on < seat.starts_low:
        return Decision(_("The term would end before it begins. Look at the two dates."))
    return can_change(seat.committee, by=by)


def has_quorum(*, present: int, seats: int, percent: int) -> Decision:
    """More than the given share of the seats that vote. Half of ten is five, and five is not
    enough."""
    if seats and present * WHOLE > seats * percent:
        return ALLOWED
    return Decision(_("Too few of those who vote are here, so nothing is decided now."))


def needed(*, seats: int, percent: int) -> int:
    """How many of so many seats make a quorum."""
    return seats * percent // WHOLE + 1
