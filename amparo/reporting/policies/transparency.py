"""May a request be answered, and may the answer go out? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import Decision
from amparo.reporting.enums import Answering
from amparo.reporting.models import TransparencyRequest


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.PROPOSE_RELEASE)


def can_receive(*, by: Any, known: bool, received_on: date, today: date) -> Decision:
    if known:
        return Decision(_("A request with this folio is on the list already."))
    if received_on > today:
        return Decision(_("This day lies ahead. Look at the day on which it was received."))
    return can_keep(by=by)


def can_propose(
    asked: TransparencyRequest,
    *,
    by: Any,
    answer: str,
    published: bool,
    earlier: str | None,
    why_other: str,
) -> Decision:
    """`published`: the release it names is out, or it names none. `earlier`: what was answered to
    the same question before."""
    if asked.state != Answering.OPEN:
        return Decision(_("An answer was written already."))
    if not answer.strip():
        return Decision(_("Write the answer, also if it is that we do not have this."))
    if not published:
        return Decision(_("This release is not published, so no answer rests on it."))
    if earlier is not None and answer.strip() != earlier.strip() and not why_other.strip():
        return Decision(
            _(
                "The same question was answered otherwise before. Give the same answer, or say "
                "why this one is another: whoever has both compares them."
            )
        )
    return can_keep(by=by)


def can_approve(asked: TransparencyRequest, *, by: Any) -> Decision:
    if asked.state != Answering.PROPOSED:
        return Decision(_("No answer waits for a second person."))
    if by.pk == asked.proposed_by_id:
        return Decision(_("Another person lets out what you wrote."))
    return agencies.may(by, Permission.APPROVE_RELEASE)


def can_return(asked: TransparencyRequest, *, by: Any, why: str) -> Decision:
    if not why.strip():
        return Decision(_("Say what has to change."))
    return can_approve(asked, by=by)
