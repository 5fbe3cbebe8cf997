"""The steps of setting up, each safe to repeat: what is as it should be is left alone."""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from amparo.core import catalogues, keyring, keystore
from amparo.core import tables as database
from amparo.core.errors import NotPossible

Say = Callable[[str], None]


def folders(say: Say) -> None:
    """Make var/, where everything that a demonstration writes lies."""
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    Path(settings.VAR).chmod(0o700)


def keys(say: Say) -> None:
    """Make the keys of a demonstration. A real installation made its own, under custodians."""
    if not settings.DEMONSTRATION:
        return
    if not settings.KEY_RING_FILE.exists():
        if _has_records():
            raise NotPossible(
                "There are records here, but the key ring that opens them is gone. Making another "
                "would lock them out for good: bring back the key ring, or remove var/ to begin "
                "the demonstration anew."
            )
        keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
        say("Made a key ring.")
    if not settings.SECRET_KEY_FILE.exists():
        _write_secret(settings.SECRET_KEY_FILE, secrets.token_urlsafe(48))
        say("Made a secret key.")
    keystore.count()


def _has_records() -> bool:
    held_in = settings.DATABASES["default"]["NAME"]
    if connection.vendor != "sqlite" or not Path(held_in).exists():
        return connection.vendor != "sqlite" and "audit_event" in database.names()
    with sqlite3.connect(f"file:{held_in}?mode=ro", uri=True) as held:
        query = "select count(*) from sqlite_master where name = 'audit_event'"
        return bool(held.execute(query).fetchone()[0])


def _write_secret(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def never_without_a_backup(say: Say) -> None:
    """Only `amparo upgrade` changes the tables of a real installation that holds something."""
    if not settings.DEMONSTRATION and database.are_behind() and _holds_events():
        raise NotPossible(
            "This is a real installation with records in it, and this code is newer than its "
            "tables. To bring them up to date here would be to do it without a backup, so nothing "
            "was changed. Stop the site and run `amparo upgrade`: it backs up first, and goes back "
            "by itself if anything fails."
        )


def _holds_events() -> bool:
    if "audit_event" not in database.names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("select 1 from audit_event limit 1")
        return cursor.fetchone() is not None


def tables(say: Say) -> None:
    if database.are_behind():
        say("Making the tables …")
        database.bring_up_to_date()
    if settings.CACHES["default"]["LOCATION"] not in database.names():
        call_command("createcachetable", verbosity=0)


def words(say: Say) -> None:
    if catalogues.compile_all():
        say("Compiled the catalogues.")


def static(say: Say) -> None:
    """Gather the static files, unless the very same ones were gathered before."""
    stamp, wanted = Path(settings.STATIC_ROOT) / ".gathered", _static_digest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Gathering static files …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted)


def _static_digest() -> str:
    digest = hashlib.sha256()
    found = (item for finder in get_finders() for item in finder.list([]))
    for name, storage in sorted(found, key=lambda item: item[0]):
        state = os.stat(storage.path(name))
        digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def demonstration(say: Say) -> None:
    if settings.DEMONSTRATION:
        call_command("demo", "load")


STEPS: list[Callable[[Say], None]] = [
    folders,
    keys,
    never_without_a_backup,
    tables,
    words,
    static,
    demonstration,
]
