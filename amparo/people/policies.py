"""May this happen now? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import Decision
from amparo.people.models import Consent, Person


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
