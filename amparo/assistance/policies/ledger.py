"""May this happen now? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.assistance.models import Assistance
from amparo.cases import policies as cases
from amparo.cases.models import Case
from amparo.core.decisions import Decision


def can_record(case: Case, *, by: Any, given_on: date | None, today: date) -> Decision:
    if given_on is not None and given_on > today:
        return Decision(_("Assistance is recorded once it was given, not before."))
    return cases.can_record(case, by=by)


def can_correct(entry: Assistance, *, by: Any) -> Decision:
    if not entry.stands:
        return Decision(_("This entry was corrected before; correct the newer one instead."))
    return cases.can_record(entry.case, by=by)
