"""May a block cross from one organisation to another? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.agreements.models import Agreement, DataClause
from amparo.agreements.policies import agreement as agreements
from amparo.core.decisions import ALLOWED, Decision


def can_propose(
    agreement: Agreement,
    *,
    by: Any,
    parties: bool,
    starts_on: date,
    ends_on: date,
    overlaps: bool,
) -> Decision:
    """`parties`: both organisations are parties of the agreement."""
    if not parties:
        return Decision(_("Both organisations must be parties of this agreement."))
    if ends_on < starts_on:
        return Decision(_("The clause would end before it begins. Look at the two dates."))
    if _outlives(agreement, ends_on):
        return Decision(
            _("The clause would outlive its agreement. Choose an earlier last day, or renew it.")
        )
    if overlaps:
        return Decision(
            _(
                "A clause for the same block, recipient and purpose covers part of these days. Two "
                "that overlap could contradict each other. End that one, or choose other days."
            )
        )
    return agreements.can_change(agreement, by=by)


def _outlives(agreement: Agreement, ends_on: date) -> bool:
    return agreement.ends_low is not None and ends_on > agreement.ends_low


def can_confirm(clause: DataClause, *, by: Any, gives: bool) -> Decision:
    """Who watches over data says the second yes. `gives`: she is of the agency that gives, or of
    the controller's office."""
    if clause.confirmed_at is not None:
        return Decision(_("This clause was confirmed already."))
    if clause.ended_at is not None:
        return Decision(_("This clause was ended. Propose a new one."))
    if by.pk == clause.proposed_by_id:
        return Decision(_("Another person confirms what you proposed."))
    if not gives:
        return Decision(_("Only who answers for the data of the giving agency confirms this."))
    return agencies.may(by, Permission.SET_DUTIES)


def can_end(clause: DataClause, *, by: Any) -> Decision:
    """Closing a way is always easier than opening one: one person is enough."""
    if clause.ended_at is not None:
        return Decision(_("This clause was ended already."))
    if agencies.may(by, Permission.SET_DUTIES):
        return ALLOWED
    return agencies.may(by, Permission.KEEP_AGREEMENTS)


def opens(clause: DataClause, *, on: date) -> Decision:
    """Whether the way is open on a day: its agreement in force, two have said yes, its days."""
    if clause.ended_at is not None:
        return Decision(_("The data-sharing clause was ended."))
    if clause.confirmed_at is None:
        return Decision(_("The data-sharing clause waits for its second yes."))
    if on < clause.starts_on:
        return Decision(_("The data-sharing clause does not hold yet."))
    if on > clause.ends_on:
        return Decision(_("The data-sharing clause has run out."))
    return agreements.is_in_force(clause.agreement, on=on)
