"""What was promised, and when it counts as done. Pure: asks no database."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from amparo.agreements.enums import Delivery, Light
from amparo.agreements.models import Agreement, Deliverable
from amparo.agreements.policies import agreement as agreements
from amparo.core.decisions import Decision

SOON = timedelta(days=30)


def can_promise(agreement: Agreement, *, by: Any, owner_is_party: bool) -> Decision:
    if not owner_is_party:
        return Decision(_("Who owes it must be a party of this agreement."))
    return agreements.can_change(agreement, by=by)


def can_accept(deliverable: Deliverable, *, by: Any, evidence: str) -> Decision:
    if deliverable.state != Delivery.PROMISED:
        return Decision(_("This was settled already."))
    if not evidence.strip():
        return Decision(
            _("Say what shows that it is done, or attach the paper. Without it, it stays open.")
        )
    return agreements.can_keep(by=by)


def can_call_off(deliverable: Deliverable, *, by: Any, why: str) -> Decision:
    if deliverable.state != Delivery.PROMISED:
        return Decision(_("This was settled already."))
    if not why.strip():
        return Decision(_("Say why it is called off: others counted on it."))
    return agreements.can_keep(by=by)


def light(*, done: bool, due_high: date | None, on: date) -> Light:
    """A traffic light. A vague day is overdue only when every day that it may mean has passed."""
    if done:
        return Light.DONE
    if due_high is None:
        return Light.NO_DAY
    if due_high < on:
        return Light.OVERDUE
    return Light.SOON if due_high - on <= SOON else Light.ON_TIME
