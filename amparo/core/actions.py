"""What the queue of jobs and the table of the cache need, and their own libraries do not do."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django_tasks.base import TaskResultStatus as Status

from amparo.core import clock

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


@transaction.atomic
def drop_expired_entries() -> int:
    """Take out of the cache what has expired. Its library does so only among very many entries."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    now = connection.ops.adapt_datetimefield_value(clock.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"delete from {table} where expires < %s", [now])  # noqa: S608
        return cursor.rowcount
