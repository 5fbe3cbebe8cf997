"""An upgrade with data in it: it backs up, migrates and checks, and goes back when it fails."""

import pytest

from tests.keeping.test_backups import HER_NAME
from tests.town import FIRST, GIVEN, SECOND

BEHIND = (
    "from django.db import connection\n"
    "from django.db.migrations.executor import MigrationExecutor as E\n"
    "e = E(connection); print(len(e.migration_plan(e.loader.graph.leaf_nodes())))"
)

STEP_BACK = (
    "from django.core.management import call_command as c\n"
    "from django.db.migrations.loader import MigrationLoader as L\n"
    "own = sorted(n for a, n in L(None).disk_migrations if a == 'django_tasks_database')\n"
    "c('migrate', 'django_tasks_database', own[-2], verbosity=0)"
)


@pytest.fixture
def to(tmp_path):
    return ["--to", str(tmp_path / "disk"), "--keys-to", str(tmp_path / "host")]


def test_an_older_database_with_data_in_it_is_brought_up_to_date(installation, to, tmp_path):
    # The queue as its library had it before its last migration; nothing of ours was released yet.
    installation.ask(STEP_BACK)
    assert int(installation.ask(BEHIND)) > 0
    installation.amparo("upgrade", *to)
    assert installation.ask(BEHIND) == "0"
    assert installation.ask(HER_NAME) == f"{GIVEN} {FIRST} {SECOND}"
    assert installation.verdict()["ok"]
    assert len(list((tmp_path / "disk").iterdir())) == 1
    assert (installation.var / "static" / ".gathered").exists()


def test_a_failed_migration_is_undone_by_itself(installation, to):
    installation.more["DJANGO_SETTINGS_MODULE"] = "tests.keeping.broken_settings"
    ran = installation.python("-m", "amparo", "upgrade", *to)
    assert ran.returncode == 4, ran.stderr
    assert "LookupError" in ran.stderr
    assert "put back" in ran.stderr
    assert "Traceback" not in ran.stderr
    del installation.more["DJANGO_SETTINGS_MODULE"]
    tables = "from django.db import connection as c; print(c.introspection.table_names())"
    assert "broken_half" not in installation.ask(tables)
    assert installation.ask(BEHIND) == "0"
    assert installation.ask(HER_NAME) == f"{GIVEN} {FIRST} {SECOND}"
    verdict = installation.verdict()
    assert verdict["ok"], verdict
    assert len(verdict["restored"]) == 1


def test_nothing_is_migrated_without_a_backup(installation, tmp_path):
    (tmp_path / "file").write_text("")
    ran = installation.run("upgrade", "--to", str(tmp_path / "file"), "--keys-to", str(tmp_path))
    assert ran.returncode in (2, 4)
    assert "Traceback" not in ran.stderr


def test_a_real_installation_is_never_migrated_without_a_backup(installation):
    installation.more["AMPARO_DEMONSTRATION"] = "false"
    installation.more["AMPARO_SECRET_KEY"] = "a key that only tests know"
    installation.amparo("prepare")  # nothing to change: it may
    installation.ask(STEP_BACK)
    behind = installation.ask(BEHIND)
    ran = installation.run("prepare")
    assert ran.returncode == 3, ran.stderr
    assert "amparo upgrade" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert installation.ask(BEHIND) == behind != "0"


def test_a_demonstration_is_prepared_again_as_ever(installation):
    installation.ask(STEP_BACK)
    installation.amparo("prepare")
    assert installation.ask(BEHIND) == "0"
