"""The tables of every test, migrated once a run: `python -m tests.tables DATABASE`.

Each process of tests begins with a copy, and Django finds nothing left to migrate in it. Between
runs the migrated file of SQLite is kept while no migration changes; `make test` makes it anew.
"""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tests import ground

ROOT = Path(__file__).resolve().parents[1]
NAME = "tables"
KEPT = ROOT / ".pytest_cache" / "tables"


def copy_to(name: str, tmp_path_factory) -> None:
    """Begin the database of that name as a copy of the migrated one."""
    made = ground.once(tmp_path_factory, NAME, _in_a_process_of_its_own)
    if ground.SERVER:
        ground.new_database(name, template=NAME)
    else:
        shutil.copyfile(made / NAME, name)


def _in_a_process_of_its_own(folder: Path) -> None:
    ground.new_database(NAME)
    database = NAME if ground.SERVER else str(folder / NAME)
    kept = None if ground.SERVER or os.environ.get("AMPARO_TEST_SHARED") else _kept()
    if kept and kept.exists():
        shutil.copyfile(kept, database)
        return
    here = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "-m", __name__, database], cwd=ROOT, env=here, check=True)
    if kept:
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir(parents=True)
        half = kept.with_suffix(".half")
        shutil.copyfile(database, half)
        half.rename(kept)


def _kept() -> Path:
    """Where the tables of these migrations, and of the data that they lay, are kept."""
    told = sha256((ROOT / "requirements.lock").read_bytes())
    for kind in ("*/migrations/*.py", "**/*.json", "**/*.csv"):
        for path in sorted((ROOT / "amparo").glob(kind)):
            told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return KEPT / told.hexdigest()


def make(database: str) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from amparo.core import keyring

    keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
    connection.settings_dict["NAME"] = database
    call_command("migrate", run_syncdb=True, verbosity=0)
    connection.close()


if __name__ == "__main__":
    make(sys.argv[1])
