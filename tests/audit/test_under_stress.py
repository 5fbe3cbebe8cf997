"""Many writers at once, and writers killed at any moment: the chain holds, nothing is lost."""

import json
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from amparo import agencies, audit
from amparo.agencies import actions
from amparo.agencies.models import Agency
from amparo.audit import triggers
from amparo.audit.models import AuditEvent
from amparo.audit.verify import verify
from amparo.registers.models import SavedMapping

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 8, 25
WRITES = 300  # a thousand: benches/kills.py
HERE = Path(__file__).resolve().parents[2]


def test_eight_writers_at_once_keep_one_chain():
    failures, start = [], threading.Barrier(WRITERS)

    def write(name):
        try:
            start.wait()
            for number in range(EACH):
                _one_change(name, number)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Agency.objects.count() == WRITERS * EACH
    assert verify().ok
    assert verify().events == 2 * WRITERS * EACH


def test_who_refers_to_a_record_and_who_changes_it_both_get_through():
    """References are checked late; had the log been taken before, these two would wait for ever."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets nobody write beside another transaction")
    luz = actions.found_agency(by=agencies.OPERATOR, code="luz", name="Luz", kind="office")
    failures = []

    def refer():
        try:
            with transaction.atomic():
                SavedMapping.objects.create(agency=luz, name="old book", rules={})
                audit.record("counted", by=agencies.OPERATOR)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=refer)
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=luz.pk)
        thread.start()
        while not _somebody_waits():
            thread.join(0.05)
        audit.record("counted", by=agencies.OPERATOR)
    thread.join()
    assert failures == []


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("select exists(select 1 from pg_locks where not granted)")
        return cursor.fetchone()[0]


@transaction.atomic
def _one_change(name, number):
    actions.found_agency(by=agencies.OPERATOR, code=f"w{name}-{number}", name="W", kind="office")
    audit.record("counted", by=agencies.OPERATOR, detail={"writer": name})


@pytest.fixture
def installation(tmp_path, settings):
    """What another process needs to write into a database of its own, made from the real tables."""
    surroundings = {
        "DJANGO_SETTINGS_MODULE": "amparo.settings",
        "AMPARO_VAR": str(tmp_path),
        "AMPARO_SETTINGS": str(tmp_path / "none.env"),
        "AMPARO_KEY_RING": str(settings.KEY_RING_FILE),
        "PYTHONPATH": str(HERE),
    }
    if connection.vendor == "sqlite":
        triggers.install(connection)
        with connection.cursor() as cursor:
            cursor.execute("vacuum into %s", [str(tmp_path / "amparo.sqlite3")])
        triggers.remove(connection)
    else:
        address, _slash, _name = os.environ["AMPARO_TEST_DATABASE"].rpartition("/")
        surroundings["AMPARO_DATABASE"] = f"{address}/{connection.settings_dict['NAME']}"
    return os.environ | surroundings


def test_killed_at_any_point_of_its_writes_nothing_confirmed_is_lost(installation):
    luck = random.Random(178)
    confirmed, tries, kills, first = [], 0, 0, 1
    while first <= WRITES:
        seen, killed = _write_until_killed(installation, first, luck.randint(1, 90))
        confirmed += seen
        # The next writer begins past what may have been written but was not confirmed.
        first = confirmed[-1] + 2 if confirmed else 2
        tries, kills = tries + 1, kills + killed
        assert tries < 60, "the writer makes no headway"
    assert kills >= 3
    verdict = _verified(installation)
    held = _held_by(installation)
    assert verdict["ok"], verdict
    assert set(confirmed) <= held
    # Not one change without its event, nor an event without its change.
    assert verdict["events"] == len(held)


def _write_until_killed(installation, first, after):
    command = [sys.executable, "-m", "tests.audit.writer", str(first), str(WRITES)]
    writer = subprocess.Popen(command, env=installation, stdout=subprocess.PIPE, cwd=HERE)
    seen, killed = [], False
    with writer:
        for line in writer.stdout:
            if line.endswith(b"\n"):
                seen.append(int(line))
            if len(seen) == after:
                writer.kill()
                killed = True
    return seen, killed


def _verified(installation):
    command = [sys.executable, "-m", "amparo", "audit", "verify", "--json"]
    ran = subprocess.run(command, env=installation, capture_output=True, text=True, cwd=HERE)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def _held_by(installation):
    reading = (
        "import django; django.setup(); from amparo.agencies.models import Agency;"
        "print(*Agency.objects.values_list('code', flat=True))"
    )
    command = [sys.executable, "-c", reading]
    ran = subprocess.run(command, env=installation, capture_output=True, text=True, check=True)
    return {int(code[1:]) for code in ran.stdout.split()}


def test_the_log_is_empty_again_afterwards():
    assert AuditEvent.objects.count() == 0
