"""May the register of organisations be changed? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.organisations.models import Organisation


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_ORGANISATIONS)


def can_record(*, by: Any, known: bool) -> Decision:
    if known:
        return Decision(
            _("An organisation of this name is already here for this place. Open that one.")
        )
    return can_keep(by=by)


def can_end(organisation: Organisation, *, by: Any, on: date, today: date) -> Decision:
    """What it signed and said stays; it is offered no more."""
    if not organisation.works:
        return Decision(_("This organisation has already ended."))
    if on > today:
        return Decision(_("This day lies ahead. Say it when it has ended."))
    return can_keep(by=by)


def still_works(organisation: Organisation) -> Decision:
    if not organisation.works:
        return Decision(_("This organisation works no longer, so nothing new is agreed with it."))
    return ALLOWED
