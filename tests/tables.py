"""The tables of every test, migrated once a run: `python -m tests.tables DATABASE`.

Each process of tests begins with a copy, and Django finds nothing left to migrate in it.
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
    """Begin the database of that name as a copy of the migrated one."""
    made = ground.once(tmp_path_factory, NAME, _in_a_process_of_its_own)
    if ground.SERVER:
        ground.new_database(name, template=NAME)
    else:
        shutil.copyfile(made / NAME, name)


def _in_a_process_of_its_own(folder: Path) -> None:
    ground.new_database(NAME)
    database = NAME if ground.SERVER else str(folder / NAME)
    here = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "-m", __name__, database], cwd=ROOT, env=here, check=True)


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
