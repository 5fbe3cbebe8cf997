"""A site of its own for a bench, in a folder that goes afterwards: keys, tables, static files."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh(database: str = "") -> Iterator[None]:
    """While it stands, settings name this site; Django is set up and nothing is in its tables."""
    with tempfile.TemporaryDirectory(prefix="amparo-bench-") as folder:
        os.environ["AMPARO_VAR"] = folder
        os.environ["AMPARO_SETTINGS"] = str(Path(folder) / "settings.env")
        os.environ["AMPARO_LOG_LEVEL"] = "ERROR"
        os.environ["AMPARO_DATABASE"] = database
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amparo.settings")
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        from amparo.core import keyring, tables

        keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
        tables.bring_up_to_date()
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield
