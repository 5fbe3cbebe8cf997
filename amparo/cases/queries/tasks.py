"""The tasks of a case, and which of them are due."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.cases import due_dates, parts
from amparo.cases.models import Case, Task
from amparo.core import clock
from amparo.core.question import Question

DONE_SHOWN = 50


@dataclass(frozen=True)
class Tasks:
    """The open tasks in their order, and those done, the latest first."""

    open: list[Task]
    done: list[Task]


def tasks_of(case: Case) -> Tasks:
    found = Task.objects.filter(case=case).select_related("assignee", "done_by")
    still_open = list(found.filter(done_at__isnull=True))
    done = list(found.filter(done_at__isnull=False).order_by("-done_at", "-pk")[:DONE_SHOWN])
    for task in [*still_open, *done]:
        # The case that is open already, so that its key is fetched for no row anew.
        task.case = case
    return Tasks(still_open, done)


def count_open(case: Case) -> int:
    return Task.objects.filter(case=case, done_at__isnull=True).count()


def next_position(case: Case) -> int:
    last = Task.objects.filter(case=case).order_by("-position").first()
    return last.position + 1 if last else 1


def neighbour(task: Task, *, up: bool) -> Task | None:
    """The open task above or below in the list."""
    others = Task.objects.filter(case_id=task.case_id, done_at__isnull=True)
    if up:
        return others.filter(position__lt=task.position).order_by("-position").first()
    return others.filter(position__gt=task.position).order_by("position").first()


def page_of(row: Task) -> str:
    return reverse("cases:tasks", args=[row.case_id])


def _hers(rows: QuerySet[Task], member: Member) -> QuerySet[Task]:
    if member.may(Permission.OPEN_AGENCY_CASES):
        return rows
    return rows.filter(Q(assignee=member) | Q(assignee__isnull=True))


@due_dates.rule(
    "task",
    day="due_on",
    what=lambda row: _("A task"),
    url=page_of,
    detail=lambda row: row.text,
    concerning=_hers,
)
def _due_tasks(cases: QuerySet[Case]) -> QuerySet[Task]:
    return Task.objects.filter(case__in=cases, done_at__isnull=True)


_days = Question(
    lambda case: Task.objects.filter(case=case, done_at__isnull=True).values_list(
        "due_on", flat=True
    )
)


@parts.case_part
def _part(member: Any, case: Case) -> parts.Part:
    days = _days.all(case.pk)
    late = sum(1 for day in days if day and day <= clock.today())
    url = reverse("cases:tasks", args=[case.pk])
    if not days:
        return parts.Part(parts.Shelf.HELP, _("Tasks"), url)
    standing = _("%(open)s open, %(due)s due") % {"open": len(days), "due": late}
    tone = "urgent" if late else "neutral"
    return parts.Part(parts.Shelf.HELP, _("Tasks"), url, standing, tone)
