"""May a commitment be written down or settled? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.committees.enums import Fulfilment
from amparo.committees.models import Commitment
from amparo.core.decisions import Decision


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_COMMITTEES)


def can_write(*, by: Any, made_somewhere: bool, due_on: date | None, made_low: date) -> Decision:
    if not made_somewhere:
        return Decision(_("Say where it was made: which committee, or which event."))
    if due_on is not None and due_on < made_low:
        return Decision(_("It would be due before it was made. Look at the two dates."))
    return can_keep(by=by)


def can_settle(commitment: Commitment, *, by: Any, evidence: str) -> Decision:
    if commitment.state != Fulfilment.OPEN:
        return Decision(_("This was settled already."))
    if not evidence.strip():
        return Decision(
            _("Say what shows that it is done, or attach the paper. Without it, it stays open.")
        )
    return can_keep(by=by)


def can_lead_on(commitment: Commitment, *, by: Any, earlier: bool) -> Decision:
    """`earlier`: it was made no later than the agreement was signed."""
    if not earlier:
        return Decision(_("The agreement was signed before this was promised."))
    return can_keep(by=by)
