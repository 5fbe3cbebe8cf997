"""Is what was assessed still true enough to plan by? Pure: asks no database."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.models import Case
from amparo.cases.models.risk import RiskAssessment
from amparo.cases.policies import can_record
from amparo.core.decisions import ALLOWED, Decision


def can_see(case: Case, *, by: Any) -> Decision:
    if by.agency_id != case.agency_id:
        return Decision(_("Only the agency that holds this case plans her safety."))
    return agencies.may(by, Permission.PLAN_SAFETY)


def can_assess(case: Case, *, by: Any, today: date, next_due_on: date) -> Decision:
    if next_due_on < today:
        return Decision(_("The day on which it is due again cannot lie in the past."))
    return can_record(case, by=by) and can_see(case, by=by)


def can_say_unchanged(newest: RiskAssessment | None, seen: Any) -> Decision:
    """“As before” is said of what she was shown, and of nothing a colleague wrote meanwhile."""
    if newest is None:
        return Decision(_("Nothing was assessed yet, so nothing can be as before."))
    if str(newest.pk) != str(seen):
        return Decision(
            _("A colleague assessed it anew meanwhile. Look at the new levels, then say it again.")
        )
    return ALLOWED


def is_current(
    assessment: RiskAssessment | None, *, on: date, contacts: Iterable[date | None] = ()
) -> Decision:
    """Whether to rely on it on a day. `contacts`: days after it on which somebody was with her."""
    if assessment is None:
        return Decision(_("Her risk was not assessed yet."))
    if any(contacts):
        return Decision(_("Somebody was in contact with her since. Her risk is due again."))
    if assessment.next_due_on < on:
        return Decision(_("Her risk was to be assessed again before today."))
    return ALLOWED
