"""May a series be switched on, may files be disposed of, may a blocked one be opened? Pure."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission
from amparo.cases.enums.retention import DisposalState
from amparo.cases.retention import Series
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import policies as people
from amparo.people.policies.person import BOTH, answers_for, not_bound_to_stay


def can_switch(agency: Any, *, by: Any) -> Decision:
    may = agencies.may(by, Permission.SET_PERIODS)
    return may and people.can_keep(agency, by=by)


def can_switch_on(
    agency: Any, series: Series, *, by: Any, is_on: bool, lawyer: str, rests_on: str
) -> Decision:
    if is_on:
        return Decision(_("This series is switched on already."))
    if not lawyer.strip() or not rests_on.strip():
        return Decision(
            _("Name the lawyer and the paper: a series is switched on by nobody else's word.")
        )
    if agency.kind not in series.kinds:
        return Decision(_("This series is not one of agencies of this kind."))
    return can_switch(agency, by=by)


def can_switch_off(switch: Any, *, by: Any) -> Decision:
    if switch.switched_off_on is not None:
        return Decision(_("This series was switched off before; nothing more is needed."))
    return can_switch(switch.agency, by=by)


def may_go(*, held: bool, has_ended: bool, is_open: bool) -> Decision:
    """Whether one file may be disposed of now. No two people may go round this."""
    if is_open:
        return Decision(_("The case is open. It is kept while somebody works on it."))
    if not has_ended:
        return Decision(_("The period of its series has not ended yet."))
    return people.not_held(held=held)


def may_be_erased(*, must_stay: bool, asked: bool) -> Decision:
    """A second file of hers may belong to a series that forbids it; one request is enough."""
    if asked:
        return Decision(_("Somebody has asked for her erasure already."))
    return not_bound_to_stay(must_stay=must_stay)


def can_propose(agency: Any, *, by: Any, waiting: bool, files: int) -> Decision:
    may = people.can_keep(agency, by=by)
    if may and waiting:
        return Decision(_("An act about this series waits for the second person already."))
    if may and not files:
        return Decision(_("No file of this series has ended and is free of holds."))
    return may


def can_approve(disposal: Any, *, by: Any) -> Decision:
    """Two people of two roles: who watches over the data, and who answers for the cases."""
    may = people.can_keep(disposal.agency, by=by)
    if not may:
        return may
    if disposal.state != DisposalState.ASKED:
        return Decision(_("This act was answered before; nothing more is needed."))
    if by.pk == disposal.asked_by_id:
        return Decision(_("Nobody approves her own act. The second person must do it."))
    if {by.role, disposal.asked_by.role} != BOTH or not disposal.asked_by.is_active:
        return Decision(
            _(
                "It takes two: the data-protection focal point is one of them, a coordinator of "
                "the agency the other. Call this act off and propose it anew."
            )
        )
    return ALLOWED


def can_call_off(disposal: Any, *, by: Any) -> Decision:
    if disposal.state != DisposalState.ASKED:
        return Decision(_("This act was answered before; nothing more is needed."))
    return people.can_keep(disposal.agency, by=by)


def can_open_blocked(agency: Any, *, by: Any, is_blocked: bool, reason: str) -> Decision:
    """The focal point alone, on something that stands on paper."""
    if by.role != Role.DATA_PROTECTION or not answers_for(agency, by=by):
        return Decision(_("A blocked file is opened by the data-protection focal point alone."))
    if not is_blocked:
        return Decision(_("This file is not blocked."))
    if not reason.strip():
        return Decision(_("Say on which paper it rests: who asks for it, when, and what for."))
    return ALLOWED


def lasts(ends_at: datetime, *, now: datetime) -> bool:
    """Sixty minutes exactly: at the sixtieth it has ended."""
    return now < ends_at
