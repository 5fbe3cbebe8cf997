"""The one change to the queue of jobs that its own library does not make."""

from collections.abc import Callable

from django.db import transaction
from django_tasks.base import TaskResultStatus as Status

UNFINISHED = (Status.READY, Status.RUNNING)


@transaction.atomic
def take_up(*, is_abandoned: Callable[[str], bool], attempts: int) -> int:
    """Make jobs whose worker was killed ready again; one that kills every worker has failed."""
    from django_tasks_db.models import DBTaskResult

    found = 0
    for job in DBTaskResult.objects.select_for_update().filter(status=Status.RUNNING):
        if not job.worker_ids or is_abandoned(job.worker_ids[-1]):
            worn_out = len(job.worker_ids) >= attempts
            job.status = Status.FAILED if worn_out else Status.READY
            job.finished_at = job.started_at if worn_out else None
            job.save(update_fields=["status", "finished_at"])
            found += 1
    return found
