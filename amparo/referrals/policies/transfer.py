"""May a case go to another agency for good? Pure: asks no database.

All of it goes or nothing: each block that the file holds needs both keys of `may_go`. Asked when
it is proposed, when it is confirmed, and at the moment of acceptance.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amparo.agencies import policies as agencies
from amparo.agencies.models import Agency
from amparo.agencies.roles import Permission
from amparo.cases.models import Case
from amparo.cases.policies import can_record
from amparo.cases.policies import disclosure as disclosures
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import policies as people
from amparo.people.enums import Basis
from amparo.people.policies.disclosure import BY_TWO, TWO, Verdict
from amparo.referrals.enums.transfer import (
    BASES,
    NEXT_TRANSFER,
    TransferReason,
    TransferRefusal,
    TransferState,
)
from amparo.referrals.models import Transfer

# What must be done before a file can go, as its own agency would do it.
TO_DO = {
    "closed": gettext_lazy("This case is closed. Take it up again before it goes."),
    "closing": gettext_lazy("A closing waits for approval. Answer it, or call it off."),
    "joined": gettext_lazy(
        "This record was joined with another one of hers here, and each protects the other. Take "
        "that back if it is another person; otherwise use a referral."
    ),
    "other_file": gettext_lazy(
        "She has another file in this agency, and a transfer takes one. Use a referral."
    ),
    "held": gettext_lazy("A legal hold keeps her record here. It must be lifted first."),
    "erasure": gettext_lazy("An erasure was asked for. Carry it out, or call it off."),
    "shared_event": gettext_lazy(
        "What happened is recorded together with the file of somebody else. Record it apart in "
        "each file, and take it out of the shared one."
    ),
    "stay": gettext_lazy("She is a guest of a shelter of this agency. End the stay first."),
    "referral": gettext_lazy("A referral of hers is not at its end. Close it first."),
    "disclosure": gettext_lazy("Something of hers is shared, or waits to be. End it first."),
    "glass": gettext_lazy("An emergency opening was not reviewed to its end. Review it first."),
    "request": gettext_lazy("She asked about her data and was not answered. Answer her first."),
}


@dataclass(frozen=True)
class Standing:
    """What in a file a transfer has to wait for: keys of `TO_DO`; `blocked` where nobody opens it
    any more."""

    waits: frozenset[str] = frozenset()
    blocked: bool = False


@dataclass(frozen=True)
class There:
    """The agency that would take it. `answers`: whether anybody there could."""

    agency: Agency | None
    answers: bool


def to_do(standing: Standing) -> list[str]:
    return [str(words) for key, words in TO_DO.items() if key in standing.waits]


def is_ready(standing: Standing) -> Decision:
    """The first thing to do before it may go."""
    if standing.blocked:
        return Decision(_("This file is blocked. Nobody opens it, and it goes nowhere."))
    left = to_do(standing)
    return Decision(left[0]) if left else ALLOWED


def lacking(verdicts: Iterable[Verdict], held: Iterable[str]) -> list[Verdict]:
    """Of what the file holds, what may not go."""
    wanted = set(held)
    return [each for each in verdicts if each.block in wanted and not each.goes]


def goes_whole(stays: Iterable[Verdict]) -> Decision:
    """`stays`: what may not go of what the file holds."""
    found = [f"{each.label}: {each.reason}" for each in stays]
    if not found:
        return ALLOWED
    return Decision(
        _(
            "A file goes whole or not at all, and this may not go: %(blocks)s Ask her, or let the "
            "clause be opened. To share a part of it, use a referral."
        )
        % {"blocks": " ".join(found)}
    )


def can_go_there(case: Case, there: There) -> Decision:
    if there.agency is None:
        return Decision(_("Choose the agency that would take the case."))
    if there.agency.pk == case.agency_id:
        return Decision(_("This case is yours already. Hand it to a colleague instead."))
    if not there.answers:
        return Decision(
            _("Nobody in that agency could accept it: it has no coordinator yet. Call them.")
        )
    return ALLOWED


def nobody_is_feared_there(feared: bool) -> Decision:
    """Said to the agency that gives, which has it in its own file."""
    if not feared:
        return ALLOWED
    return Decision(
        _(
            "Somebody in that agency who opens all of its files bears the name of one who "
            "endangers her. Close the file to named people first, or choose another agency."
        )
    )


def may_propose(case: Case, *, by: Any, responsible: bool, pending: bool) -> Decision:
    """`responsible`: whether she is on its team, or decides who is."""
    may = can_record(case, by=by)
    if not may:
        return may
    if not responsible:
        return Decision(_("Whoever works on this case proposes that it goes."))
    if pending:
        return Decision(_("A transfer of this case waits already. Withdraw it first."))
    return ALLOWED


def can_propose(
    case: Case,
    *,
    by: Any,
    responsible: bool,
    pending: bool,
    there: There,
    reason_code: str,
    basis: str,
    reason: str,
    reference: str,
    expires_on: date | None,
    today: date,
    standing: Standing,
    stays: Iterable[Verdict],
    feared: bool = False,
) -> Decision:
    """`feared`: whether she fears somebody who would open the file there by role."""
    return (
        may_propose(case, by=by, responsible=responsible, pending=pending)
        and can_go_there(case, there)
        and nobody_is_feared_there(feared)
        and _has_reason(reason_code)
        and can_rest_on(
            basis, by=by, reason=reason, reference=reference, expires_on=expires_on, today=today
        )
        and is_ready(standing)
        and goes_whole(stays)
    )


def _has_reason(code: str) -> Decision:
    return ALLOWED if code in TransferReason else Decision(_("Say why the case goes."))


def can_rest_on(
    basis: str, *, by: Any, reason: str, reference: str, expires_on: date | None, today: date
) -> Decision:
    """On her yes; or on what two people of two roles decide, with a reason and an end."""
    if basis not in BASES:
        return Decision(
            _("A whole file goes with her yes, or where two decide for her life or a court orders.")
        )
    may = disclosures.can_rest_on(basis, by=by)
    if not may or basis not in BY_TWO:
        return may
    if not reason.strip():
        return Decision(_("Without her consent it takes a reason."))
    if basis == Basis.COURT_ORDER and not reference.strip():
        return Decision(_("Name the order: which court, which file, of which day."))
    if expires_on is None or expires_on < today:
        return Decision(_("Say until which day it holds: nothing stays open without an end."))
    return ALLOWED


def leads_to(transfer: Transfer, state: str) -> Decision:
    if state in NEXT_TRANSFER.get(transfer.state, set()):
        return ALLOWED
    if transfer.state == TransferState.PROPOSED:
        return Decision(_("It waits for the second person of the agency that gives it."))
    return Decision(_("This transfer was answered or ended before."))


def may_confirm(transfer: Transfer, *, by: Any) -> Decision:
    """The second of two: of the same agency; where two decide without her yes, who answers for the
    records of that agency, which may be the office."""
    if transfer.state != TransferState.PROPOSED:
        return Decision(_("This transfer was answered or ended before."))
    if by.pk == transfer.proposed_by_id:
        return Decision(_("You proposed this transfer. Somebody else must confirm it."))
    if transfer.basis in BY_TWO:
        return _may_decide_with_her(transfer, by)
    if by.agency_id != transfer.from_agency_id:
        return Decision(_("Only the agency that holds this case lets it go."))
    return agencies.may(by, Permission.APPROVE_WORK)


def _may_decide_with_her(transfer: Transfer, by: Any) -> Decision:
    may = agencies.may(by, Permission.OVERRIDE_CONSENT)
    if may and not people.answers_for(transfer.from_agency, by=by):
        return Decision(_("You do not answer for the records of this agency."))
    if may and {by.role, transfer.proposed_by.role} != TWO:
        return Decision(
            _("It takes two roles: a coordinator asks, the data-protection focal point confirms.")
        )
    return may


def can_confirm(
    transfer: Transfer,
    *,
    by: Any,
    there: There,
    standing: Standing,
    stays: Iterable[Verdict],
    feared: bool = False,
) -> Decision:
    return (
        may_confirm(transfer, by=by)
        and nobody_is_feared_there(feared)
        and still_goes(transfer, there=there, standing=standing, stays=stays)
    )


def still_goes(
    transfer: Transfer, *, there: There, standing: Standing, stays: Iterable[Verdict]
) -> Decision:
    """Everything that was asked at first, as it stands now."""
    if transfer.case.agency_id != transfer.from_agency_id:
        return Decision(_("This case is no longer with the agency that gave it."))
    return can_go_there(transfer.case, there) and is_ready(standing) and goes_whole(stays)


def can_withdraw(transfer: Transfer, *, by: Any) -> Decision:
    """Taking back is easier than giving: whoever records cases there, alone."""
    if by.agency_id != transfer.from_agency_id:
        return Decision(_("Only the agency that gives the case withdraws the transfer."))
    may = agencies.may(by, Permission.RECORD_CASES)
    return may and leads_to(transfer, TransferState.ENDED)


def may_answer(transfer: Transfer, *, by: Any) -> Decision:
    if by.agency_id != transfer.to_agency_id:
        return Decision(_("Only the agency that would take the case answers."))
    may = agencies.may(by, Permission.ASSIGN_TEAM)
    return may and leads_to(transfer, TransferState.ACCEPTED)


def can_refuse(transfer: Transfer, *, by: Any, refusal: str) -> Decision:
    may = may_answer(transfer, by=by)
    if may and refusal not in TransferRefusal:
        return Decision(_("Say why your agency does not take it."))
    return may


def can_accept(
    transfer: Transfer,
    *,
    by: Any,
    member: Any,
    barred: bool,
    there: There,
    standing: Standing,
    stays: Iterable[Verdict],
) -> Decision:
    """`barred`: whether she fears the one who accepts, the one who is named, or one who would open
    the file by her role. Asked last: who tries names learns nothing where it could not go."""
    return (
        may_answer(transfer, by=by)
        and still_goes(transfer, there=there, standing=standing, stays=stays)
        and can_be_named(transfer, by=by, member=member, barred=barred)
    )


def can_be_named(transfer: Transfer, *, by: Any, member: Any, barred: bool) -> Decision:
    if member is None or member.agency_id != transfer.to_agency_id or not member.is_active:
        return Decision(_("Name who of your agency answers for the case."))
    if not (member.may(Permission.OPEN_CASES) and member.may(Permission.RECORD_CASES)):
        return Decision(_("Name somebody of your agency who works on cases."))
    if transfer.case.named_only and member.pk == by.pk:
        return Decision(_("Nobody names herself. Another coordinator of your agency can name you."))
    if barred:
        return Decision(
            _(
                "This colleague cannot be named to this file. Name somebody else; the agency that "
                "gives it to yours can tell why."
            )
        )
    return ALLOWED


def can_end_by_her_no(transfer: Transfer) -> bool:
    """Where it rests on her yes."""
    return transfer.basis == Basis.CONSENT and bool(leads_to(transfer, TransferState.ENDED))
