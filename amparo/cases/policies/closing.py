"""May a case be closed or taken up again now? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.enums.closing import CLOSED, ClosingReason, ClosingState, ReopeningReason
from amparo.cases.models import Case, Closing
from amparo.cases.policies.case import can_record
from amparo.core.decisions import ALLOWED, Decision


def can_ask(case: Case, *, by: Any, waiting: bool) -> Decision:
    if not case.is_open:
        return Decision(_("This case is closed already."))
    if waiting:
        return Decision(_("A closing of this case waits for approval already."))
    return can_record(case, by=by)


def says_how(*, status: str, reason: str, words: str) -> Decision:
    if status not in CLOSED or reason not in ClosingReason or not words.strip():
        return Decision(
            _(
                "A case is closed with a reason and a few words on how it ends, so that whoever "
                "approves it, and she herself, can read why."
            )
        )
    return ALLOWED


def can_answer(closing: Closing, *, by: Any) -> Decision:
    """Approve or return. Whoever asked never approves it herself."""
    if closing.state != ClosingState.ASKED:
        return Decision(_("This closing was answered before."))
    if by.agency_id != closing.case.agency_id:
        return Decision(_("Only the agency that holds this case closes it."))
    if by.pk == closing.asked_by_id:
        return Decision(_("You asked for this closing. Somebody else must approve it."))
    return agencies.may(by, Permission.APPROVE_WORK)


def can_call_off(closing: Closing, *, by: Any) -> Decision:
    if closing.state != ClosingState.ASKED:
        return Decision(_("This closing was answered before."))
    return can_record(closing.case, by=by)


def returns_with_words(words: str) -> Decision:
    if not words.strip():
        return Decision(_("Say why, so that whoever asked knows what to do."))
    return ALLOWED


def can_reopen(case: Case, *, by: Any) -> Decision:
    if case.is_open:
        return Decision(_("This case is open."))
    return can_record(case, by=by)


def says_why_again(*, reason: str, words: str) -> Decision:
    if reason not in ReopeningReason or not words.strip():
        return Decision(_("Say why the case is taken up again: it stays in its history."))
    return ALLOWED
