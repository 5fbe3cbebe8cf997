"""When is contact lost, what is tried, and who lets her be? Pure: asks no database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases import policies as cases
from amparo.core.decisions import Decision
from amparo.journeys.enums.lost_contact import Step, Tried
from amparo.journeys.models import LostContact, Reintegration
from amparo.journeys.policies.reintegration import can_write
from amparo.people.enums.contact import Began, Channel, Outcome, YesNo
from amparo.people.policies.contact import Rules

# On so many different days somebody tried, within her rules, before contact counts as lost.
DAYS = 3


@dataclass(frozen=True)
class Attempt:
    """A contact of the log: on which day, by which way, who began, and who answered."""

    on: date
    channel: str
    began: str
    outcome: str
    outside: bool = False

    @property
    def reached(self) -> bool:
        return self.began == Began.HER or self.outcome == Outcome.REACHED

    @property
    def failed(self) -> bool:
        """Only what her rules allow counts: nobody is called lost by calling at night."""
        return not self.reached and not self.outside


def failed_days(attempts: Iterable[Attempt]) -> set[date]:
    """The days since she was last reached on which somebody tried in vain."""
    held = list(attempts)
    last = max((each.on for each in held if each.reached), default=date.min)
    return {each.on for each in held if each.failed and each.on > last}


def can_begin_search(
    reintegration: Reintegration,
    *,
    by: Any,
    overdue: bool,
    attempts: Iterable[Attempt],
    searching: bool,
) -> Decision:
    """`overdue`: the day of a visit has passed without one."""
    if searching:
        return Decision(_("That contact with her is lost was written down already."))
    if not overdue:
        return Decision(
            _("No visit is late. Contact counts as lost only after its day has passed.")
        )
    if (days := len(failed_days(attempts))) < DAYS:
        return Decision(
            _(
                "Try on %(days)s different days first, by the ways and hours that she allows and "
                "with her phrase; so far it was %(so_far)s. Write each attempt into the log of "
                "contacts."
            )
            % {"days": DAYS, "so_far": days}
        )
    return can_write(reintegration, by=by)


def ever_open(rules: Iterable[Rules | None]) -> set[Channel]:
    """The ways that she opened at some hour, in all that is written about her."""
    held = list(rules)
    if any(each is None or each.answer != YesNo.YES for each in held):
        return set()
    opened = [{way.channel for way in each.ways} for each in held if each is not None]
    return {each for each in Channel if all(each in ways for ways in opened)}


def channels_of(step: str) -> tuple[Channel, ...]:
    if step == Step.NAMED_PERSON:
        return (Channel.THIRD,)
    return (Channel.VISIT, Channel.CALL, Channel.MESSAGE)


def can_take_step(
    search: LostContact,
    *,
    by: Any,
    step: str,
    tried: str,
    taken: Collection[str],
    used: Collection[str],
    opened: Collection[str],
) -> Decision:
    """`used`: the ways of the attempts since; `opened`: all ways that she ever opened."""
    if search.end:
        return Decision(_("This ended before."))
    if step not in Step or tried not in Tried:
        return Decision(_("Say which step it is, and what came of it."))
    if step in taken:
        return Decision(_("This step was taken already."))
    ways = channels_of(step)
    if tried == Tried.CLOSED and any(way in opened for way in ways):
        return Decision(_("She opened this way. Try it at an hour that she allows."))
    if tried == Tried.TRIED and not any(way in used for way in ways):
        return Decision(
            _(
                "No attempt by this way stands in the log of contacts since. Write it there first: "
                "that is where her rules are asked."
            )
        )
    return cases.can_record(search.reintegration.case, by=by)


def can_say_found(search: LostContact, *, by: Any) -> Decision:
    if search.end:
        return Decision(_("This ended before."))
    return cases.can_record(search.reintegration.case, by=by)


def can_let_be(search: LostContact, *, by: Any, taken: Collection[str], words: str) -> Decision:
    """A coordinator decides, when everything was tried."""
    if search.end:
        return Decision(_("This ended before."))
    left = [each for each in Step if each not in taken]
    if left:
        return Decision(
            _("First, or say that her rules do not open it: %(step)s.") % {"step": left[0].label}
        )
    if not words.strip():
        return Decision(_("Say in a few words what was tried. She may come back and ask."))
    may = cases.can_record(search.reintegration.case, by=by)
    return may and agencies.may(by, Permission.APPROVE_WORK)
