"""What is due, when it was last done, and what happens when it fails."""

import logging
import socket
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from amparo.core import clock, duties, jobs
from amparo.core.duties import DAILY, duty

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def done(monkeypatch):
    """Two duties and nothing else: one every minute, one at night."""
    done = []
    monkeypatch.setattr(duties, "DUTIES", {})
    monkeypatch.setattr(jobs, "DUTIES", duties.DUTIES)
    duty("often", every=MINUTE)(lambda: done.append("often"))
    duty("nightly", every=DAILY)(lambda: done.append("nightly"))
    return done


def work():
    call_command("worker", "--batch")


def at(hour, minute=0, day=10):
    """Local time of Mexico City, six hours behind."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) + timedelta(hours=6)


def asked_at(moment):
    """As if the clock had last put something into the queue then."""
    DBTaskResult.objects.update(enqueued_at=moment)


def test_what_never_ran_is_due_and_the_worker_does_it(done):
    assert jobs.enqueue_due() == ["often", "nightly"]
    work()
    assert sorted(done) == ["nightly", "often"]


def test_nothing_is_put_into_the_queue_twice(done):
    jobs.enqueue_due()
    assert jobs.enqueue_due() == []
    assert jobs.enqueue_due(clock.now() + DAILY) == []
    assert DBTaskResult.objects.count() == 2


@pytest.mark.parametrize(("seconds", "due"), [(59, []), (60, ["often"])])
def test_a_minute_is_a_minute(done, seconds, due):
    jobs.enqueue_due()
    work()
    asked_at(at(12))
    assert jobs.enqueue_due(at(12) + timedelta(seconds=seconds)) == due


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (at(3, 0), at(23, 59), False),
        (at(3, 0), at(2, 59, day=11), False),
        (at(3, 0), at(3, 0, day=11), True),
        (at(2, 59), at(3, 0), True),
        (at(3, 0), at(9, 0, day=12), True),
    ],
)
def test_a_nightly_duty_runs_once_a_night_and_makes_up_for_a_missed_one(done, last, now, due):
    assert duties.DUTIES["nightly"].is_due(last, now) == due


def test_a_restart_does_not_repeat_the_work_of_the_night(done):
    jobs.enqueue_due()
    work()
    asked_at(at(3))
    assert "nightly" not in jobs.enqueue_due(at(22))


def test_a_duty_rarer_than_the_memory_is_refused():
    with pytest.raises(ValueError, match="once a day"):
        duty("yearly", every=timedelta(days=2))


def test_a_duty_that_is_not_wanted_is_left_alone(done):
    duty("unwanted", every=MINUTE, wanted=lambda: False)(lambda: None)
    assert "unwanted" not in jobs.enqueue_due()


def _fail():
    raise LookupError("Xquic Piedraluna")


def test_a_failure_is_tried_again_later_and_later_five_times(done):
    duty("failing", every=DAILY)(_fail)
    jobs.perform.enqueue(name="failing")
    waits = []
    for _attempt in range(4):
        before = clock.now()
        work()
        (waiting,) = DBTaskResult.objects.filter(status=Status.READY)
        waits.append(round((waiting.run_after - before) / MINUTE))
        DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=clock.now())
    work()
    assert waits == [1, 5, 25, 125]
    assert DBTaskResult.objects.filter(status=Status.READY).count() == 0
    assert DBTaskResult.objects.filter(status=Status.FAILED).count() == 5


def test_a_failing_duty_of_every_minute_waits_for_the_clock(done):
    duty("failing", every=MINUTE)(_fail)
    jobs.perform.enqueue(name="failing")
    work()
    assert not DBTaskResult.objects.filter(status=Status.READY).exists()


def test_neither_the_log_nor_the_table_says_whom_a_failure_was_about(done, caplog):
    duty("failing", every=MINUTE)(_fail)
    with caplog.at_level(logging.INFO):
        jobs.perform.enqueue(name="failing")
        work()
    (held,) = DBTaskResult.objects.all()
    assert "LookupError" in held.traceback
    assert "Xquic" not in str(vars(held))
    (record,) = [r for r in caplog.records if r.getMessage() == "job failed"]
    assert record.job == "failing"


def test_a_job_that_kills_every_worker_is_given_up(done):
    jobs.perform.enqueue(name="often")
    killed = f"{socket.gethostname()[:30]}.killed"
    for times in range(1, 6):
        DBTaskResult.objects.update(status=Status.RUNNING, worker_ids=[killed] * times)
        assert jobs.take_up_abandoned() == 1
        assert DBTaskResult.objects.get().status == (Status.READY if times < 5 else Status.FAILED)


def test_the_job_of_a_worker_on_another_machine_is_not_ours_to_take_up(done):
    jobs.perform.enqueue(name="often")
    DBTaskResult.objects.update(status=Status.RUNNING, worker_ids=["elsewhere.1"])
    assert jobs.take_up_abandoned() == 0


def test_old_results_are_pruned_and_young_ones_kept(done):
    jobs.enqueue_due()
    work()
    old, young = DBTaskResult.objects.order_by("pk")
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=clock.now() - timedelta(days=3))
    jobs.prune_results()
    assert list(DBTaskResult.objects.all()) == [young]


def test_what_expired_in_the_cache_goes_and_the_rest_stays(done):
    call_command("createcachetable", verbosity=0)
    cache.clear()
    cache.set("tries-a-while-ago", 5, timeout=-60)
    cache.set("tries-just-now", 1, timeout=3600)
    cache.set("kept", 1, timeout=None)
    assert entries() == 3
    assert jobs.actions.drop_expired_entries() == 1
    assert entries() == 2
    assert cache.get("tries-just-now") == 1
    cache.clear()


def entries() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cache_entry")
        return cursor.fetchone()[0]


def test_every_duty_of_the_site_can_be_done(settings, tmp_path):
    settings.BACKUP_DIR = settings.BACKUP_KEYS_DIR = None
    names = {name for name, one in duties.DUTIES.items() if one.wanted()}
    assert {"anchor", "drop_stale_drafts", "clear_sessions", "prune_results"} <= names
    assert "drop_expired_entries" in names
    for name in names:
        jobs.perform.enqueue(name=name)
    work()
    results = DBTaskResult.objects.values_list("status", "exception_class_path")
    assert set(results) == {(Status.SUCCESSFUL, "")}
