"""May this happen now? Pure: asks no database."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.assistance.models import Assistance
from amparo.cases import policies as cases
from amparo.cases.models import Case
from amparo.core.decisions import ALLOWED, Decision
from amparo.projects.models import Project
from amparo.projects.policies import project as projects


def can_record(case: Case, *, by: Any, given_on: date | None, today: date) -> Decision:
    if given_on is not None and given_on > today:
        return Decision(_("Assistance is recorded once it was given, not before."))
    return cases.can_record(case, by=by)


def fits(asked: Iterable[Project], *, theirs: Collection, given_on: date | None) -> Decision:
    """Whether a service of a day may belong to these projects. `theirs`: the ids of the projects
    that its agency works in. A service without a day may belong to any of them."""
    for project in asked:
        if project.pk not in theirs:
            return Decision(
                _("Your agency does not work in the project %(code)s, so nothing belongs to it.")
                % {"code": project.code}
            )
        if given_on is not None and not (covered := projects.covers(project, on=given_on)):
            return covered
    return ALLOWED


def can_correct(entry: Assistance, *, by: Any) -> Decision:
    if not entry.stands:
        return Decision(_("This entry was corrected before; correct the newer one instead."))
    return cases.can_record(entry.case, by=by)
