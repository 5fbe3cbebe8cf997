"""May a duty be switched on or off, and told? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.enums import AgencyKind
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.legal_duties import Duty
from amparo.people.models import DutySwitch, Person
from amparo.people.policies.person import answers_for, can_revise


def can_set(agency: Any, *, by: Any) -> Decision:
    may = agencies.may(by, Permission.SET_DUTIES)
    if may and not answers_for(agency, by=by):
        return Decision(_("You do not answer for the records of this agency."))
    return may


def can_switch_on(
    agency: Any,
    duty: Duty,
    *,
    by: Any,
    is_on: bool,
    lawyer: str,
    rests_on: str,
    said_explicitly: bool,
) -> Decision:
    if is_on:
        return Decision(_("This legal duty is switched on already."))
    if not lawyer.strip() or not rests_on.strip():
        return Decision(
            _("Name the lawyer and the paper: a legal duty is switched on by nobody else's word.")
        )
    return can_set(agency, by=by) and is_of_its_kind(agency, duty, said_explicitly=said_explicitly)


def is_of_its_kind(agency: Any, duty: Duty, *, said_explicitly: bool) -> Decision:
    """Immunities come first: an international organisation begins with no duty at all."""
    if agency.kind == AgencyKind.INTERNATIONAL:
        if said_explicitly:
            return ALLOWED
        return Decision(
            _(
                "An international organisation starts with no legal duty, because of its "
                "privileges and immunities. Its lawyer must say explicitly that it accepts this "
                "one."
            )
        )
    if agency.kind not in duty.kinds:
        return Decision(_("This legal duty is not one of agencies of this kind."))
    return ALLOWED


def can_switch_off(switch: DutySwitch, *, by: Any) -> Decision:
    if switch.switched_off_on is not None:
        return Decision(_("This legal duty was switched off before; nothing more is needed."))
    return can_set(switch.agency, by=by)


def can_tell(person: Person, *, by: Any) -> Decision:
    return can_revise(person, by=by)
