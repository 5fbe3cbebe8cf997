"""May a request be taken, answered or extended? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases.enums.rights import NEXT_STANDING, Standing
from amparo.cases.models import Case, RightsRequest
from amparo.cases.policies.case import can_record
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import policies as people


def can_take_request(case: Case, *, by: Any, received_on: date, today: date) -> Decision:
    """Whoever works with her, or answers for the records."""
    if received_on > today:
        return Decision(_("This day is still to come. Write the day she asked."))
    return _hers(case, by=by)


def can_answer(request: RightsRequest, *, by: Any, standing: str, reason: str) -> Decision:
    if standing not in NEXT_STANDING.get(request.standing, set()):
        return Decision(_("This request was answered before; nothing more is needed."))
    if standing == Standing.REFUSED and not reason.strip():
        return Decision(
            _("A refusal needs its reason and where she can complain. She has a right to both.")
        )
    return _hers(request.case, by=by)


def can_extend(request: RightsRequest, *, by: Any) -> Decision:
    if not request.is_open:
        return Decision(_("This request was answered before; nothing more is needed."))
    if request.is_extended:
        return Decision(_("It was extended once already. She must be answered now."))
    return _hers(request.case, by=by)


def can_give_copy(case: Case, *, by: Any, represented: Decision = ALLOWED) -> Decision:
    """`represented`: where somebody asks on her behalf, whether anybody may represent her."""
    may = _hers(case, by=by)
    return may and represented


def _hers(case: Case, *, by: Any) -> Decision:
    may = can_record(case, by=by)
    return ALLOWED if may or people.can_keep(case.agency, by=by) else may
