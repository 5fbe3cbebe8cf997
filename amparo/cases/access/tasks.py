"""A task is reached under its own case only."""

from uuid import UUID

from django.http import Http404

from amparo.cases.models import Case, Task


def get_task_or_404(case: Case, task_id: str | UUID) -> Task:
    """A task of a case that is open already; a foreign one is not there."""
    try:
        task = Task.objects.filter(case=case, pk=UUID(str(task_id))).first()
    except ValueError:
        task = None
    if task is None:
        raise Http404
    task.case = case
    return task
