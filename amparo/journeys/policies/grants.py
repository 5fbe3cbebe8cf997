"""May money be promised, paid, shown to have been used? Pure: asks no database."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases import policies as cases
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums.grants import (
    NEXT_PROOF,
    NEXT_TRANCHE,
    ProofKind,
    ProofState,
    TrancheState,
)
from amparo.journeys.models import Grant, Proof, Reintegration, Tranche
from amparo.journeys.policies.reintegration import can_write

MOST_TRANCHES = 6


def can_promise(
    reintegration: Reintegration,
    *,
    by: Any,
    purpose: str,
    amount: Decimal,
    parts: Sequence[Decimal],
    promised_on: date,
    today: date,
) -> Decision:
    if not purpose.strip():
        return Decision(_("Say what it is for, so that she and whoever reads it later know."))
    if not parts:
        return Decision(_("Write down at least one tranche: how much, and what it is paid for."))
    if promised_on > today:
        return Decision(_("This day lies ahead. Write down what was promised, once it was."))
    return fits_the_grant(amount, parts) and can_write(reintegration, by=by)


def fits_the_grant(amount: Decimal, parts: Sequence[Decimal]) -> Decision:
    """What is paid in parts is never more than the whole."""
    if amount <= 0 or any(part <= 0 for part in parts):
        return Decision(_("An amount is more than nothing. Look at the amounts."))
    if len(parts) > MOST_TRANCHES:
        return Decision(
            _("A grant has %(most)s tranches at most. Put some of them together.")
            % {"most": MOST_TRANCHES}
        )
    if sum(parts) > amount:
        return Decision(
            _("The tranches together are more than the grant. Lower one, or promise less.")
        )
    return ALLOWED


def can_add(grant: Grant, *, by: Any, part: Decimal, held: Iterable[Tranche]) -> Decision:
    """One more tranche, within what is left of the grant. What was let go is left again."""
    parts = [each.amount for each in held if each.state != TrancheState.LET_GO]
    return fits_the_grant(grant.amount, [*parts, part]) and can_write(grant.reintegration, by=by)


def before(tranche: Tranche, held: Iterable[Tranche]) -> Tranche | None:
    """The tranche that comes before it, but those that were let go."""
    earlier = [
        each for each in held if each.number < tranche.number and each.state != TrancheState.LET_GO
    ]
    return max(earlier, key=lambda each: each.number, default=None)


def can_pay(
    tranche: Tranche,
    *,
    by: Any,
    earlier: Tranche | None,
    shown: bool,
    paid_on: date | None,
    today: date,
) -> Decision:
    """`earlier`: the tranche before it; `shown`: whether what shows its use was accepted. However
    accompanying her ended, what was promised stands."""
    if TrancheState.PAID not in NEXT_TRANCHE.get(tranche.state, set()):
        return Decision(_("This tranche was paid or let go before."))
    if earlier is not None and earlier.state != TrancheState.PAID:
        return Decision(
            _("Tranche %(number)s comes first: it was not paid yet.") % {"number": earlier.number}
        )
    if earlier is not None and not shown:
        return Decision(
            _(
                "What shows how tranche %(number)s was used was not accepted yet by a second "
                "person. Bring it, or ask a colleague to look at it; then this one can be paid."
            )
            % {"number": earlier.number}
        )
    if paid_on is not None and paid_on > today:
        return Decision(_("This day lies ahead. Write a payment down once it was made."))
    return cases.can_record(tranche.grant.reintegration.case, by=by)


def can_let_go(tranche: Tranche, *, by: Any, reason: str) -> Decision:
    if TrancheState.LET_GO not in NEXT_TRANCHE.get(tranche.state, set()):
        return Decision(_("This tranche was paid or let go before."))
    if not reason.strip():
        return Decision(_("Say why it is let go; it was promised to her, and she may ask."))
    return cases.can_record(tranche.grant.reintegration.case, by=by)


# What shows it


def can_bring(
    tranche: Tranche,
    *,
    by: Any,
    kind: str,
    has_document: bool,
    words: str,
    seen_by: str,
    seen_on: date,
    today: date,
    standing: bool,
    served: bool,
) -> Decision:
    """`standing`: something was brought for it already; `served`: the same served another one."""
    if tranche.state != TrancheState.PAID:
        return Decision(_("Only of a tranche that was paid can be shown how it was used."))
    if standing:
        return Decision(_("What shows it was brought already. It waits, or was accepted."))
    if kind not in ProofKind:
        return Decision(_("Say what shows it: a document of the case, or what somebody saw."))
    if kind == ProofKind.DOCUMENT and not has_document:
        return Decision(_("Choose the document of this case that shows it."))
    if kind == ProofKind.SEEN and not (words.strip() and seen_by.strip()):
        return Decision(_("Say what was seen and who saw it, so that another can judge it."))
    if seen_on > today:
        return Decision(_("This day lies ahead. Write down what was seen, once it was."))
    if served:
        return Decision(
            _(
                "The same was brought for another tranche. Each needs its own, or one purchase "
                "would be paid twice."
            )
        )
    return cases.can_record(tranche.grant.reintegration.case, by=by)


def can_answer(proof: Proof, *, by: Any, state: str, reason: str) -> Decision:
    """Accept or return. Whoever brought it never accepts it herself."""
    if state not in NEXT_PROOF.get(proof.state, set()):
        return Decision(_("This was answered before."))
    if by.pk == proof.brought_by_id:
        return Decision(_("You brought this. Somebody else must look at it and accept it."))
    if state == ProofState.RETURNED and not reason.strip():
        return Decision(_("Say why, so that whoever brought it knows what to do."))
    return cases.can_record(proof.tranche.grant.reintegration.case, by=by)
