"""A job whose worker is killed is taken up by the next one."""

import subprocess
import sys

from tests.keeping.conftest import ROOT

WORKER = ("-m", "tests.keeping.slow_worker")
STANDING = (
    "from django_tasks_db.models import DBTaskResult as R\n"
    "print(*[(r.status, len(r.worker_ids)) for r in R.objects.all()])"
)


def _begin(installation, *words):
    worker = subprocess.Popen(
        [sys.executable, *WORKER, *words],
        env=installation.surroundings, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert worker.stdout.readline() == b"began\n"
    return worker


def test_a_job_whose_worker_was_killed_is_done_by_the_next(installation):
    with _begin(installation, "enqueue") as worker:
        worker.kill()
    assert installation.ask(STANDING) == "('RUNNING', 1)"
    ran = installation.python(*WORKER, input="")
    assert ran.stdout == "began\nended\n"
    assert installation.ask(STANDING) == "('SUCCESSFUL', 2)"


def test_a_job_whose_worker_lives_is_left_to_it(installation):
    with _begin(installation, "enqueue") as worker:
        assert installation.python(*WORKER, input="").stdout == ""
        assert installation.ask(STANDING) == "('RUNNING', 1)"
        worker.communicate(b"")
    assert installation.ask(STANDING) == "('SUCCESSFUL', 1)"


def test_a_second_clock_adds_nothing(installation):
    count = "from django_tasks_db.models import DBTaskResult as R; print(R.objects.count())"
    installation.amparo("clock", "--once")
    first = installation.ask(count)
    installation.amparo("clock", "--once")
    assert int(first) >= 4
    assert installation.ask(count) == first
