"""May this happen to a task now? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.cases.models import Case, Task
from amparo.cases.policies.case import can_record
from amparo.core.decisions import Decision

MOST_TASKS = 200


def can_add(case: Case, *, by: Any, open_now: int) -> Decision:
    if open_now >= MOST_TASKS:
        return Decision(
            _("This case has as many open tasks as anybody can oversee. Finish some of them first.")
        )
    return can_record(case, by=by)


def can_assign(case: Case, *, by: Any, to: Any, is_on_team: bool) -> Decision:
    if to is not None and not is_on_team:
        return Decision(
            _("A task goes to somebody of the team. Nobody else could open the case to do it.")
        )
    return can_record(case, by=by)


def can_finish(task: Task, *, by: Any) -> Decision:
    if task.is_done:
        return Decision(_("This task is done already."))
    return can_record(task.case, by=by)


def can_reopen(task: Task, *, by: Any) -> Decision:
    if not task.is_done:
        return Decision(_("This task is not done yet."))
    return can_record(task.case, by=by)
