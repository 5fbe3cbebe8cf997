"""May it be said of a colleague that she is not who endangers somebody? Pure: asks no database."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.models import Case, NotTheSame
from amparo.cases.policies import case as cases
from amparo.core.decisions import Decision
from amparo.people.policies.relations import Conflict


def remain(found: list[Conflict], *, looked_at: datetime | None) -> list[Conflict]:
    """Those that stand between her and the file. Whoever looked knew only what the file said then:
    what was written down or renamed later stands."""
    if looked_at is None:
        return found
    return [each for each in found if each.related.known_since > looked_at]


def may_set_aside(case: Case, *, by: Any, member: Any, in_conflict: bool) -> Decision:
    """Who decides on teams says it, of somebody else."""
    if not case.agency_id == by.agency_id == member.agency_id:
        return Decision(_("Only the agency that holds this case says this, of a colleague."))
    if member.pk == by.pk:
        return Decision(_("Nobody says of herself that she is another. Ask another coordinator."))
    if not in_conflict:
        return Decision(
            _("No name like this colleague's is feared in the file, or it was set aside already.")
        )
    return agencies.may(by, Permission.ASSIGN_TEAM)


def can_set_aside(case: Case, *, by: Any, member: Any, in_conflict: bool, reason: str) -> Decision:
    """The same, with how it is known."""
    may = may_set_aside(case, by=by, member=member, in_conflict=in_conflict)
    if may and not reason.strip():
        return Decision(_("Say how it is known: somebody's safety rests on it."))
    return may


def can_take_back(row: NotTheSame, *, by: Any) -> Decision:
    """Whoever works on the file: to be careful again takes no second look."""
    if row.ended_at is not None:
        return Decision(_("This was taken back before; nothing more is needed."))
    return cases.can_record(row.case, by=by)
