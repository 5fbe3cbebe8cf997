"""What is to be done in a case: added, given to somebody, done, opened again, put in order."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.models import Case, Task, Teammate
from amparo.cases.policies import tasks as policies
from amparo.cases.queries import tasks as queries
from amparo.core import clock


@transaction.atomic
def add(
    *, by: Any, case: Case, text: str, due_on: date | None = None, assignee: Member | None = None
) -> Task:
    """Add something to do, at the end of the list of the case."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_add(held, by=by, open_now=queries.count_open(held)).or_refuse()
    _can_be_given(held, by, assignee)
    task = Task(
        case=held,
        text=text,
        due_on=due_on,
        assignee=assignee,
        position=queries.next_position(held),
        added_by=by if isinstance(by, Member) else None,
    )
    task.save(force_insert=True)
    audit.record("task_added", by=by, about=task, fields=["text", "due_on", "assignee"])
    return task


@transaction.atomic
def finish(*, by: Any, task: Task) -> Task:
    """Say that it is done."""
    held = _locked(task)
    policies.can_finish(held, by=by).or_refuse()
    held.done_at, held.done_by = clock.now(), by if isinstance(by, Member) else None
    held.save(update_fields=["done_at", "done_by"])
    audit.record("task_done", by=by, about=held, fields=["done_at", "done_by"])
    return held


@transaction.atomic
def reopen(*, by: Any, task: Task) -> Task:
    """It is to be done after all, or again."""
    held = _locked(task)
    policies.can_reopen(held, by=by).or_refuse()
    held.done_at = held.done_by = None
    held.save(update_fields=["done_at", "done_by"])
    audit.record("task_reopened", by=by, about=held, fields=["done_at", "done_by"])
    return held


@transaction.atomic
def reassign(*, by: Any, task: Task, to: Member | None) -> Task:
    """Give it to somebody of the team, or to nobody in particular."""
    held = _locked(task)
    _can_be_given(held.case, by, to)
    held.assignee = to
    held.save(update_fields=["assignee"])
    audit.record("task_reassigned", by=by, about=held, fields=["assignee"])
    return held


@transaction.atomic
def move(*, by: Any, task: Task, up: bool) -> Task:
    """Change places with the task above or below."""
    held = _locked(task)
    policies.can_record(held.case, by=by).or_refuse()
    other = queries.neighbour(held, up=up)
    if other is None:
        return held
    held.position, other.position = other.position, held.position
    Task.objects.filter(pk=other.pk).update(position=other.position)
    held.save(update_fields=["position"])
    audit.record("task_moved", by=by, about=held, fields=["position"])
    return held


def _locked(task: Task) -> Task:
    held = Task.objects.select_related("case").select_for_update(of=("self",)).get(pk=task.pk)
    Case.objects.select_for_update().get(pk=held.case_id)
    return held


def _can_be_given(case: Case, by: Any, to: Member | None) -> None:
    is_on_team = to is not None and Teammate.objects.filter(case=case, member=to).exists()
    policies.can_assign(case, by=by, to=to, is_on_team=is_on_team).or_refuse()
