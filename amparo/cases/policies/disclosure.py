"""May this disclosure be prepared, decided, confirmed, ended? Pure: asks no database."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission
from amparo.cases.enums.disclosure import NEXT_DISCLOSURE, DisclosureState
from amparo.cases.models import Case, Disclosure
from amparo.cases.policies.case import can_record
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import policies as people
from amparo.people.enums import Basis, Recipient
from amparo.people.policies.disclosure import BY_TWO

WITHOUT_HER = {Basis.DUTY, *BY_TWO}


def can_rest_on(basis: str, *, by: Any) -> Decision:
    """Whoever records may share what she agreed to; without her yes it takes a coordinator."""
    if basis not in Basis:
        return Decision(_("A disclosure rests on one of the bases of the list."))
    if basis not in WITHOUT_HER:
        return ALLOWED
    may = agencies.may(by, Permission.OVERRIDE_CONSENT)
    return may and agencies.may(by, Permission.OPEN_CASES)


def can_prepare(
    case: Case, *, by: Any, basis: str, recipient: str, agency: Any, reason: str, reference: str
) -> Decision:
    may = can_record(case, by=by) and can_rest_on(basis, by=by)
    if not may:
        return may
    if (recipient == Recipient.AGENCY) != (agency is not None):
        return Decision(_("Say which agency of this installation it is for."))
    if agency is not None and agency.pk == case.agency_id:
        return Decision(_("This agency holds the case; nothing needs to be opened to it."))
    return _says_why(basis, reason, reference)


def _says_why(basis: str, reason: str, reference: str) -> Decision:
    if basis in BY_TWO and not reason.strip():
        return Decision(
            _(
                "Without her consent it takes a reason: the second person reads it before she "
                "says yes."
            )
        )
    if basis == Basis.COURT_ORDER and not reference.strip():
        return Decision(_("Name the order: which court, which file, of which day."))
    return ALLOWED


def can_decide(
    disclosure: Disclosure,
    *,
    by: Any,
    would_go: Collection[str],
    was_seen: Collection[str] | None,
    expires_on: Any,
    today: Any,
    may_receive: Decision = ALLOWED,
) -> Decision:
    may = _can_become_decided(disclosure, by=by) and may_receive
    if not may:
        return may
    holds_anything = is_not_empty(would_go)
    if not holds_anything:
        return holds_anything
    if was_seen is None or set(was_seen) != set(would_go):
        return Decision(
            _(
                "What would go is no longer what you looked at, or nobody looked at it yet. Look "
                "at the preview again, then decide."
            )
        )
    return _ends(disclosure, expires_on=expires_on, today=today)


def is_not_empty(would_go: Collection[str]) -> Decision:
    if would_go:
        return ALLOWED
    return Decision(
        _(
            "The package is empty: nothing of this person may go to this recipient. There is "
            "nothing to hand over."
        )
    )


def _can_become_decided(disclosure: Disclosure, *, by: Any) -> Decision:
    if DisclosureState.READY not in NEXT_DISCLOSURE.get(disclosure.state, set()):
        return Decision(_("This disclosure was decided or called off before."))
    if disclosure.state == DisclosureState.WAITING:
        return Decision(_("It waits for the second person."))
    return can_record(disclosure.case, by=by) and can_rest_on(disclosure.basis, by=by)


def _ends(disclosure: Disclosure, *, expires_on: Any, today: Any) -> Decision:
    if expires_on is None and (disclosure.takes_two or disclosure.agency_id is not None):
        return Decision(_("Say until which day it holds: nothing stays open without an end."))
    if expires_on is not None and expires_on < today:
        return Decision(_("Its last day has passed."))
    return ALLOWED


def can_confirm(
    disclosure: Disclosure, *, by: Any, today: Any, may_receive: Decision = ALLOWED
) -> Decision:
    """The second of two: the other role, another person, of the agency or of the office."""
    may = agencies.may(by, Permission.OVERRIDE_CONSENT)
    if may and not people.answers_for(disclosure.case.agency, by=by):
        return Decision(_("You do not answer for the records of this agency."))
    if not may:
        return may
    if disclosure.state != DisclosureState.WAITING:
        return Decision(_("This request was answered before; nothing more is needed."))
    asked_by = disclosure.decided_by
    if by.pk == asked_by.pk:
        return Decision(_("Nobody confirms her own request. The second person must do it."))
    if {by.role, asked_by.role} != {Role.COORDINATOR, Role.DATA_PROTECTION}:
        return Decision(
            _("It takes two roles: a coordinator asks, the data-protection focal point confirms.")
        )
    if not asked_by.is_active:
        return Decision(_("Whoever asked for this has no access any more. Call it off."))
    if not may_receive:
        # The second person does not see the file: she is not told what stands in it.
        return Decision(
            _(
                "The file says something against this recipient. Nothing can go: call it off, and "
                "ask whoever asked for it to look at the file again."
            )
        )
    return _ends(disclosure, expires_on=disclosure.expires_on, today=today)


def can_call_off(disclosure: Disclosure, *, by: Any) -> Decision:
    if DisclosureState.CALLED_OFF not in NEXT_DISCLOSURE.get(disclosure.state, set()):
        return Decision(_("This disclosure was decided or called off before."))
    if by.may(Permission.OVERRIDE_CONSENT) and people.answers_for(disclosure.case.agency, by=by):
        return ALLOWED
    return can_record(disclosure.case, by=by)


def can_end(disclosure: Disclosure, *, by: Any) -> Decision:
    if disclosure.state != DisclosureState.READY:
        return Decision(_("Only what was decided and still holds can be ended."))
    return can_record(disclosure.case, by=by)


# A file for named people: of the other agency too, only who was named reads it.


def opens_to(case: Case, *, named: bool, conflict: bool) -> bool:
    """Whether what was opened to an agency opens to one of its members. `conflict`: the file says
    that somebody with a name like hers endangers the person."""
    return not case.named_only or (named and not conflict)


def can_name_readers(disclosure: Disclosure, *, by: Any) -> Decision:
    if disclosure.agency_id is None or by.agency_id != disclosure.agency_id:
        return Decision(_("Only the agency it was opened to says who there reads it."))
    if disclosure.state != DisclosureState.READY:
        return Decision(_("Only what was decided and still holds can be read."))
    if not disclosure.case.named_only:
        return Decision(_("All who work on cases in this agency read this already."))
    return agencies.may(by, Permission.ASSIGN_TEAM)


def can_name_reader(disclosure: Disclosure, *, by: Any, member: Any, conflict: bool) -> Decision:
    may = can_name_readers(disclosure, by=by)
    if not may:
        return may
    if member.pk == by.pk:
        return Decision(_("Nobody names herself. Another coordinator of your agency can name you."))
    if member.agency_id != by.agency_id or not member.is_active or not member.opens_cases:
        return Decision(_("Name somebody of your agency who works on cases."))
    if conflict:
        return Decision(
            _(
                "This colleague cannot be named to this file. Name somebody else; the agency that "
                "opened it to yours can tell why."
            )
        )
    return ALLOWED
