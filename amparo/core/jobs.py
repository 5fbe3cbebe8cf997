"""Jobs: a duty is put into the queue when it is due, worked by `amparo worker`, and tried again.

The table of results is the memory: after a restart nothing that ran tonight runs again.
"""

import fcntl
import logging
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django_tasks import task

from amparo.core import actions, clock, planning
from amparo.core.duties import DAILY, DUTIES, Duty, duty

log = logging.getLogger("amparo.jobs")
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 25, 125)]
ATTEMPTS = len(DELAYS) + 1
LOCK = 6_072_013  # the advisory lock of the clock on PostgreSQL: any fixed number


class JobFailed(Exception):
    """What the table of results keeps of a failure: its kind, never its words."""


@contextmanager
def wordless() -> Iterator[None]:
    """A failure in here reaches the table of results by its kind alone."""
    try:
        yield
    except Exception as error:
        kind = type(error).__name__
        log.exception("job failed")
        raise JobFailed(kind) from None


@task
def perform(name: str, attempt: int = 1) -> None:
    """Do one duty. Only its name and the kind of a failure are logged."""
    duty = DUTIES.get(name)
    if duty is None:
        log.error("job is not known here", extra={"job": name})
        raise JobFailed("unknown")
    try:
        duty.perform()
    except Exception as error:
        kind = type(error).__name__
        log.exception("job failed", extra={"job": name})
        _try_again(duty, attempt)
        # Not from the error: its message might quote a person, and the table is not sealed.
        raise JobFailed(kind) from None
    log.info("job done", extra={"job": name})


def _try_again(duty: Duty, attempt: int) -> None:
    """Later and later, unless the clock comes round before that anyway."""
    if attempt >= ATTEMPTS or DELAYS[attempt - 1] >= duty.every:
        return
    later = perform.using(run_after=clock.now() + DELAYS[attempt - 1])
    later.enqueue(name=duty.name, attempt=attempt + 1)


@transaction.atomic
def enqueue_due(now: datetime | None = None) -> list[str]:
    """Put what is due into the queue. Two clocks at once put it there once."""
    now = now or clock.now()
    if connection.vendor == "postgresql":
        # SQLite begins every transaction as its only writer.
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    due = [duty for duty in DUTIES.values() if duty.wanted() and _is_due(duty, now)]
    for each in due:
        perform.enqueue(name=each.name)
    return [each.name for each in due]


def _is_due(duty: Duty, now: datetime) -> bool:
    from django_tasks_db.models import DBTaskResult

    results = DBTaskResult.objects.filter(
        task_path=perform.module_path, args_kwargs__kwargs__name=duty.name
    )
    if results.filter(status__in=actions.UNFINISHED).exists():
        return False
    last = results.order_by("-enqueued_at").values_list("enqueued_at", flat=True).first()
    return duty.is_due(last, now)


@contextmanager
def at_work() -> Iterator[str]:
    """The id of a worker; its lock falls with the process, however that ends."""
    name = f"{socket.gethostname()[:30]}.{secrets.token_hex(8)}"
    path = _lock(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)


def _lock(name: str) -> Path:
    return Path(settings.VAR) / "workers" / name


def take_up_abandoned() -> int:
    """Put the jobs of killed workers of this machine back into the queue."""
    return actions.take_up(is_abandoned=_is_abandoned, attempts=ATTEMPTS)


def _is_abandoned(worker_id: str) -> bool:
    if not worker_id.startswith(f"{socket.gethostname()[:30]}."):
        return False
    try:
        descriptor = os.open(_lock(worker_id), os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    _lock(worker_id).unlink(missing_ok=True)
    return True


@duty("look_again", every=timedelta(hours=1))
def look_again() -> None:
    planning.look_again()


@duty("clear_sessions", every=DAILY)
def clear_sessions() -> None:
    call_command("clearsessions")


@duty("drop_expired_entries", every=DAILY)
def drop_expired_entries() -> None:
    actions.drop_expired_entries()


@duty("prune_results", every=DAILY)
def prune_results() -> None:
    ages = {"min_age_days": 2, "failed_min_age_days": 14}
    call_command("prune_db_task_results", queue_name="*", verbosity=0, **ages)
