"""May a referral of another office be answered, may it still be read? Pure: asks no database."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.referrals.enums import AnswerKind, Refusal
from amparo.referrals.enums.package import NEXT_INCOMING, IncomingState
from amparo.referrals.models import Incoming

# What an answer makes of it here; feedback makes nothing of it.
MAKES = {
    AnswerKind.ACCEPTED: IncomingState.ACCEPTED,
    AnswerKind.REFUSED: IncomingState.REFUSED,
    AnswerKind.DONE: IncomingState.DONE,
}


def may_be_read(incoming: Incoming, *, now: datetime) -> Decision:
    """Stopped or refused it shows nothing more; nor when the time that she agreed to is over."""
    if incoming.state == IncomingState.STOPPED:
        return Decision(
            _(
                "The office that sent this has stopped it. What came with it was let go here. Use "
                "nothing of it that was noted elsewhere."
            )
        )
    if incoming.state == IncomingState.REFUSED:
        return Decision(_("You refused this referral, so what came with it was let go."))
    if now >= incoming.package.expires_at:
        return Decision(_("The time for which this was sent is over. Ask the office for more."))
    return ALLOWED


def can_answer(incoming: Incoming, *, by: Any, kind: str, refusal: str = "") -> Decision:
    if by.agency_id != incoming.agency_id:
        return Decision(_("Only the agency that opened this package answers it."))
    if kind not in MAKES and kind != AnswerKind.FEEDBACK:
        return Decision(_("Say what the answer is."))
    if (kind == AnswerKind.REFUSED) != (refusal in Refusal):
        return Decision(_("A refusal needs a reason of the list, and nothing else has one."))
    may = _follows(incoming, kind)
    return may and agencies.may(by, Permission.RECORD_CASES)


def _follows(incoming: Incoming, kind: str) -> Decision:
    if incoming.state == IncomingState.STOPPED:
        return Decision(_("The office that sent this has stopped it; it needs no answer."))
    if kind == AnswerKind.FEEDBACK:
        if incoming.state in (IncomingState.ACCEPTED, IncomingState.DONE):
            return ALLOWED
        return Decision(_("Feedback follows what was accepted or done."))
    if MAKES[AnswerKind(kind)] in NEXT_INCOMING.get(incoming.state, set()):
        return ALLOWED
    return Decision(_("This referral was answered before."))
