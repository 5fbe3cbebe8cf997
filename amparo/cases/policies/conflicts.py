"""May it be said of a colleague that she is not who endangers somebody? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.models import Case
from amparo.core.decisions import Decision


def can_set_aside(case: Case, *, by: Any, member: Any, in_conflict: bool, reason: str) -> Decision:
    """Who decides on teams says it, of somebody else, and how it is known."""
    if not case.agency_id == by.agency_id == member.agency_id:
        return Decision(_("Only the agency that holds this case says this, of a colleague."))
    if member.pk == by.pk:
        return Decision(_("Nobody says of herself that she is another. Ask another coordinator."))
    if not in_conflict:
        return Decision(
            _("No name like this colleague's is feared in the file, or it was set aside already.")
        )
    if not reason.strip():
        return Decision(_("Say how it is known: somebody's safety rests on it."))
    return agencies.may(by, Permission.ASSIGN_TEAM)
