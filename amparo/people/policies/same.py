"""When may somebody say that two records are about one person? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.core.decisions import Decision
from amparo.people.enums.same import Verdict
from amparo.people.models import Comparison, Person
from amparo.people.policies import can_revise


def can_compare(one: Person, other: Person, *, by: Any, verdict: str) -> Decision:
    if one.pk == other.pk:
        return Decision(_("A record is not compared with itself."))
    if one.agency_id != other.agency_id:
        return Decision(_("Only records of one agency are compared; each agency keeps its own."))
    if verdict not in Verdict:
        return Decision(_("Say whether it is one person or two."))
    return can_revise(one, by=by)


def can_undo(comparison: Comparison, *, by: Any) -> Decision:
    if comparison.undone_at is not None:
        return Decision(_("This was taken back before; nothing more is needed."))
    return can_revise(comparison.first, by=by)
