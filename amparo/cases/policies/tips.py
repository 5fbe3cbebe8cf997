"""May this happen to a tip, or to who is on duty, now? Pure: asks no database."""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.enums.tips import CHOSEN
from amparo.cases.models import Tip
from amparo.core.decisions import ALLOWED, Decision

# So many may come in at once; then as many in each minute, whoever they are of: nobody is asked.
# A long message counts for several. A flood closes the page for moments, never for an hour.
AT_ONCE, A_MINUTE, LETTERS = 30, 10, 2000
MOST_ADDED = 20
LONGEST_SHIFT = timedelta(days=2)


@dataclass(frozen=True)
class Flow:
    """How much may come in at a moment. It knows how much and when last, and of nobody."""

    room: float = AT_ONCE
    at: datetime | None = None

    def now(self, moment: datetime) -> "Flow":
        """The same later: each minute makes room again."""
        minutes = max(0.0, (moment - self.at) / timedelta(minutes=1)) if self.at else 0.0
        return Flow(min(AT_ONCE, self.room + minutes * A_MINUTE), moment)

    def after(self, text: str) -> "Flow":
        return replace(self, room=self.room - weight(text))


def weight(text: str) -> int:
    """For how many messages a text counts."""
    return max(1, math.ceil(len(text) / LETTERS))


def can_take(*, is_covered: bool) -> Decision:
    if not is_covered:
        return Decision(_("Nobody is on duty to read messages now, so none can be sent."))
    return ALLOWED


def can_come_in(flow: Flow, text: str) -> Decision:
    if flow.room < min(weight(text), AT_ONCE):
        return Decision(
            _(
                "Many messages come in right now, so yours was not sent yet. Your words are still "
                "here. Wait one minute, then send them again."
            )
        )
    return ALLOWED


def can_add_words(tip: Tip, *, held: int, is_covered: bool) -> Decision:
    if held >= MOST_ADDED:
        return Decision(_("To this message nothing more can be added. Send a new one."))
    return can_take(is_covered=is_covered)


def can_answer(tip: Tip, *, by: Any) -> Decision:
    if tip.is_closed:
        return Decision(_("This message is closed. It opens again when words are added to it."))
    return _of_her_agency(tip, by)


def can_close(tip: Tip, *, by: Any, why: str) -> Decision:
    if why not in CHOSEN:
        return Decision(_("Say why the message is closed. The log keeps the reason."))
    return can_answer(tip, by=by)


def can_hand_over(tip: Tip, *, by: Any, to: Any) -> Decision:
    if to is None or to.agency_id != tip.agency_id or not to.opens_cases:
        return Decision(_("Choose who takes the case: a colleague whose role opens cases."))
    return can_answer(tip, by=by)


def can_keep_roster(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_ROSTER)


def can_put_on_duty(*, by: Any, member: Any, starts_at: datetime, ends_at: datetime) -> Decision:
    if member.agency_id != by.agency_id or not member.may(Permission.ANSWER_TIPS):
        return Decision(_("Only a hotline operator of your own agency can be put on duty."))
    if not starts_at < ends_at <= starts_at + LONGEST_SHIFT:
        return Decision(_("A shift ends after it begins, and lasts two days at most."))
    return can_keep_roster(by=by)


def _of_her_agency(tip: Tip, by: Any) -> Decision:
    if by.agency_id != tip.agency_id:
        return Decision(_("Only the agency that received this message can work on it."))
    return agencies.may(by, Permission.ANSWER_TIPS)
