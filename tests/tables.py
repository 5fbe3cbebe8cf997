"""The tables of every test, made once a run: `python -m tests.tables DATABASE [migrated]`.

Each process of tests begins with a copy, and Django finds nothing left to migrate in it. That the
migrations end in the same tables is asked by tests/keeping/test_tables.py.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import ground

ROOT = Path(__file__).resolve().parents[1]
NAME = "tables"


def copy_to(name: str, tmp_path_factory) -> None:
    """Begin the database of that name as a copy of the one that has its tables."""
    made = ground.once(tmp_path_factory, NAME, _at_once)
    if ground.SERVER:
        ground.new_database(name, template=NAME)
    else:
        shutil.copyfile(made / NAME, name)


def _at_once(folder: Path) -> None:
    ground.new_database(NAME)
    in_a_process_of_its_own(NAME if ground.SERVER else str(folder / NAME))


def in_a_process_of_its_own(database: str, *way: str) -> None:
    here = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "-m", __name__, database, *way], cwd=ROOT, env=here, check=True)


def make(database: str, *, migrated: bool) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from amparo.core import keyring, tables

    keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
    connection.settings_dict["NAME"] = database
    if migrated:
        call_command("migrate", run_syncdb=True, verbosity=0)
    else:
        tables.bring_up_to_date()
    connection.close()


if __name__ == "__main__":
    make(sys.argv[1], migrated="migrated" in sys.argv[2:])
