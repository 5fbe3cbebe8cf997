"""May a dose be written down now? Once, and not before its day. Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.assistance.enums.medication import DoseState
from amparo.assistance.models import Dose, Medication
from amparo.cases import policies as cases
from amparo.core.decisions import ALLOWED, Decision


def can_record_dose(
    medication: Medication,
    *,
    by: Any,
    day: date,
    hour: str,
    today: date,
    held: Dose | None,
    in_her_house: bool = False,
) -> Decision:
    """`in_her_house`: whoever works by name where she sleeps gives her medicine, and opens no
    case for it."""
    if held is not None:
        said = {
            "state": DoseState(held.state).label,
            "who": held.recorded_by.display_name,
        }
        return Decision(
            _(
                "This dose was written down already: %(state)s, by %(who)s. Do not give it twice; "
                "look at the list again."
            )
            % said
        )
    if hour not in medication.hours or not _is_taken_on(medication, day):
        return Decision(_("This medicine is not taken on this day at this hour."))
    if day > today:
        return Decision(_("A dose is written down when its time has come, not before."))
    return ALLOWED if in_her_house else cases.can_record(medication.case, by=by)


def can_stop(medication: Medication, *, by: Any, today: date) -> Decision:
    if medication.ends_on is not None and medication.ends_on < today:
        return Decision(_("This medicine is no longer taken."))
    return cases.can_record(medication.case, by=by)


def _is_taken_on(medication: Medication, day: date) -> bool:
    ends = medication.ends_on
    return medication.begins_on <= day and (ends is None or day <= ends)
