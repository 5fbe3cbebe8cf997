"""May this happen now? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.enums import AgencyKind, Role
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums import ErasureState, Ground
from amparo.people.models import Consent, Erasure, LegalHold, Person

BOTH = {Role.DATA_PROTECTION, Role.COORDINATOR}


def can_register(agency: Any, *, by: Any) -> Decision:
    if by.agency_id is not None and by.agency_id != agency.pk:
        return Decision(_("A person is recorded in the vault of your own agency only."))
    return agencies.may(by, Permission.RECORD_CASES)


def can_revise(person: Person, *, by: Any) -> Decision:
    if by.agency_id != person.agency_id:
        return Decision(_("Only the agency that holds this record can change it."))
    return agencies.may(by, Permission.RECORD_CASES)


def can_reveal(person: Person, *, by: Any) -> Decision:
    if by.agency_id != person.agency_id:
        return Decision(_("Only the agency that holds this record can see who the person is."))
    return agencies.may(by, Permission.REVEAL_IDENTITY)


def can_record_consent(person: Person, *, by: Any, given_on: date, today: date) -> Decision:
    if given_on > today:
        return Decision(_("A consent cannot be dated in the future."))
    return can_revise(person, by=by)


def can_withdraw(consent: Consent, *, by: Any) -> Decision:
    if consent.withdrawn_at is not None:
        return Decision(_("This consent was withdrawn before; nothing more is needed."))
    return can_revise(consent.person, by=by)


# Keeping, holds and erasures


def answers_for(agency: Any, *, by: Any) -> bool:
    """Her own agency; for a focal point in an office of the controller, the whole installation."""
    return by.agency_id == agency.pk or answers_for_all(by=by)


def answers_for_all(*, by: Any) -> bool:
    return by.role == Role.DATA_PROTECTION and by.agency.kind == AgencyKind.OFFICE


def can_keep(agency: Any, *, by: Any) -> Decision:
    """Ask, confirm, hold: whoever may do one of these may do all of them."""
    may = agencies.may(by, Permission.ERASE_PEOPLE)
    if may and not answers_for(agency, by=by):
        return Decision(_("You do not answer for the records of this agency."))
    return may


def can_set_period(agency: Any, *, by: Any) -> Decision:
    may = agencies.may(by, Permission.SET_PERIODS)
    return may and can_keep(agency, by=by)


def not_held(*, held: bool) -> Decision:
    """The one sentence about a legal hold, wherever somebody meets it."""
    if held:
        return Decision(
            _(
                "A legal hold stands on this record. While it stands nothing of it is erased, "
                "whatever the ground. It ends when a focal point or a coordinator lifts it and "
                "says why."
            )
        )
    return ALLOWED


def can_ask_erasure(
    person: Person,
    *,
    by: Any,
    ground: str,
    held: bool,
    waiting: bool,
    has_ended: bool,
    must_stay: bool = False,
) -> Decision:
    may = can_keep(person.agency, by=by)
    if may and waiting:
        return Decision(
            _("Somebody has asked for this already. It waits for the second person to confirm it.")
        )
    carried = _carried_by(ground, has_ended=has_ended, must_stay=must_stay)
    return may and not_held(held=held) and carried


def can_erase(
    erasure: Erasure, *, by: Any, held: bool, has_ended: bool, must_stay: bool = False
) -> Decision:
    """Two people of two roles: who watches over the data, and who answers for the case."""
    may = can_keep(erasure.agency, by=by)
    if not may:
        return may
    if erasure.state != ErasureState.ASKED:
        return Decision(_("This request was answered before; nothing more is needed."))
    if by.pk == erasure.asked_by_id:
        return Decision(_("Nobody confirms her own request. The second person must do it."))
    if {by.role, erasure.asked_by.role} != BOTH or not erasure.asked_by.is_active:
        return Decision(
            _(
                "It takes two: the data-protection focal point is one of them, a coordinator of "
                "the agency that holds the record the other. Call this request off and ask anew."
            )
        )
    carried = _carried_by(erasure.ground, has_ended=has_ended, must_stay=must_stay)
    return not_held(held=held) and carried


def not_bound_to_stay(*, must_stay: bool) -> Decision:
    """The one sentence about a series that forbids deletion."""
    if must_stay:
        return Decision(
            _(
                "By the series of this file its deletion is forbidden. When its time is over it is "
                "blocked instead: nobody opens it, and two people sign the act."
            )
        )
    return ALLOWED


def _carried_by(ground: str, *, has_ended: bool, must_stay: bool) -> Decision:
    if ground not in Ground:
        return Decision(_("An erasure needs one of the grounds of the list."))
    if ground == Ground.PERIOD_ENDED and not has_ended:
        return Decision(
            _(
                "The period of keeping has not ended: a file is open, or somebody worked on it "
                "since. The record stays unless there is another ground."
            )
        )
    # A mistake is no record of anybody, and an order of an authority weighs more.
    if ground in {Ground.PERIOD_ENDED, Ground.SHE_ASKED}:
        return not_bound_to_stay(must_stay=must_stay)
    return ALLOWED


def can_call_off(erasure: Erasure, *, by: Any) -> Decision:
    if erasure.state != ErasureState.ASKED:
        return Decision(_("This request was answered before; nothing more is needed."))
    return can_keep(erasure.agency, by=by)


def can_lift(hold: LegalHold, *, by: Any) -> Decision:
    if hold.lifted_at is not None:
        return Decision(_("This hold was lifted before; nothing more is needed."))
    return can_keep(hold.person.agency, by=by)
