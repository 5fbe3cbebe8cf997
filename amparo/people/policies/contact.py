"""May she be contacted now, by this way? Pure: asks no database.

What nobody knows is a no. Whoever would send anything to a person asks `can_contact` first; an
architecture test looks for any other way out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums.contact import YesNo
from amparo.people.models import Person
from amparo.people.policies import can_revise

# A no weighs more than what nobody knows, and that more than a yes.
STRICTER = (YesNo.NO, YesNo.REFUSED, YesNo.UNKNOWN, YesNo.NOT_ASKED, YesNo.YES)


@dataclass(frozen=True)
class Way:
    """A way that she opened, on some days (Monday is 0) and between two hours, both included."""

    channel: str
    days: frozenset[int]
    start: time
    end: time


@dataclass(frozen=True)
class Rules:
    """What she said about being contacted, opened."""

    answer: str
    ways: tuple[Way, ...] = ()


def can_contact(rules: Rules | None, *, channel: str, at: datetime) -> Decision:
    """Whether she may be contacted by this way at this moment, and if not, why."""
    if rules is None or rules.answer == YesNo.NOT_ASKED:
        return Decision(
            _("Nobody has asked her yet how to contact her safely. Until she says so, do not.")
        )
    if rules.answer == YesNo.NO:
        return Decision(_("She said that it is not safe to contact her."))
    if rules.answer != YesNo.YES:
        return Decision(
            _("It is not known whether contacting her is safe, so do not. Ask her when she comes.")
        )
    return _by_this_way([way for way in rules.ways if way.channel == channel], at)


def can_contact_her(
    rules: Rules | None, others: Iterable[Rules | None], *, channel: str, at: datetime
) -> Decision:
    """The same where several records are about her: each must allow it. The reason says nothing of
    a record that the reader may not open."""
    may = can_contact(rules, channel=channel, at=at)
    if may and not all(can_contact(each, channel=channel, at=at) for each in others):
        return Decision(
            _(
                "What else is written about her does not allow this way now, so do not. Ask the "
                "coordinator first."
            )
        )
    return may


def strictest(answers: Iterable[str]) -> str:
    """Of several answers to whether contacting her is safe, the one that holds."""
    return min(answers, key=STRICTER.index)


def _by_this_way(ways: list[Way], at: datetime) -> Decision:
    local = at.astimezone(clock.programme_zone())
    if not ways:
        return Decision(_("She did not say that this way is safe."))
    today = [way for way in ways if local.weekday() in way.days]
    if not today:
        return Decision(_("This way is not safe on this day of the week."))
    minute = local.time().replace(second=0, microsecond=0)
    if not any(way.start <= minute <= way.end for way in today):
        return Decision(_("This way is not safe at this hour."))
    return ALLOWED


def can_read(person: Person, *, by: Any) -> Decision:
    """Her rules name people and phrases by which she can be found."""
    if by.agency_id != person.agency_id:
        return Decision(_("Only the agency that holds this record can see how to contact her."))
    return agencies.may(by, Permission.REVEAL_IDENTITY)


def can_log(
    person: Person,
    rules: Rules | None,
    *,
    by: Any,
    channel: str,
    ours: bool,
    at: datetime,
    now: datetime,
    answered_for: bool,
    others: Iterable[Rules | None] = (),
) -> Decision:
    """A contact of ours outside her rules is refused, unless it happened and somebody says why."""
    if at > now:
        return Decision(_("A contact is recorded when it has happened. This moment lies ahead."))
    may = can_revise(person, by=by)
    if not may or not ours or answered_for:
        return may
    return can_contact_her(rules, others, channel=channel, at=at)


def open_channels(rules: Rules | None, channels: Iterable[str], *, at: datetime) -> list[str]:
    return [each for each in channels if can_contact(rules, channel=each, at=at)]
