"""May her needs be written down now? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.assistance.enums.needs import ORDER, Change, NeedLevel
from amparo.cases import policies as cases
from amparo.cases.models import Case
from amparo.core.decisions import Decision


def can_assess(case: Case, *, by: Any, assessed_on: date | None, today: date) -> Decision:
    if assessed_on is not None and assessed_on > today:
        return Decision(_("Needs are written down once she was asked, not before."))
    return cases.can_record(case, by=by)


def change(before: str | None, now: str) -> Change:
    """What changed in one domain, in words; an answer that is missing is never taken for "no"."""
    if before is None:
        return Change.FIRST
    if now == NeedLevel.NOT_ASKED:
        return Change.OPEN
    if before == now:
        return Change.SAME
    if before not in ORDER or now not in ORDER:
        return Change.OPEN
    if NeedLevel.NONE in (before, now):
        return Change.NEW if before == NeedLevel.NONE else Change.MET
    return (
        Change.MORE if ORDER.index(NeedLevel(now)) > ORDER.index(NeedLevel(before)) else Change.LESS
    )
