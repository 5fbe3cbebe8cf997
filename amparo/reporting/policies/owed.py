"""When a return counts as sent. Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import Decision
from amparo.reporting.enums import Sending
from amparo.reporting.models import OwedReturn


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.PROPOSE_RELEASE)


def can_owe(*, by: Any, known: bool) -> Decision:
    if known:
        return Decision(_("This return is on the list already, for this period and recipient."))
    return can_keep(by=by)


def can_send(owed: OwedReturn, *, by: Any, releases: int, published: int, words: str) -> Decision:
    """`published`: how many of the releases are out."""
    if owed.state != Sending.OWED:
        return Decision(_("This was settled already."))
    if not releases:
        return Decision(
            _(
                "A return takes its numbers from published releases alone. Choose which; if there "
                "is none, propose one first."
            )
        )
    if published < releases:
        return Decision(_("One of these releases is not published, so nothing of it goes out."))
    if not words.strip():
        return Decision(_("Say how it was sent, so that somebody else finds it again."))
    return can_keep(by=by)


def can_drop(owed: OwedReturn, *, by: Any, words: str) -> Decision:
    if owed.state != Sending.OWED:
        return Decision(_("This was settled already."))
    if not words.strip():
        return Decision(_("Say why it is not sent: others wait for it."))
    return can_keep(by=by)
