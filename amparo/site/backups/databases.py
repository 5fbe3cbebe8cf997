"""Copies of the database out and in: SQLite by its own backup, PostgreSQL by pg_dump."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, connections

from amparo.agencies import queries
from amparo.core.errors import BadInput, CheckFailed, NotPossible
from amparo.site.backups.archive import ALTERED, pieces

BESIDE = ("", "-wal", "-shm")


def sqlite_file() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def workplace() -> Path:
    """Where an unpacked copy lies until it is put in place."""
    return sqlite_file().parent if connection.vendor == "sqlite" else Path(settings.VAR)


@contextmanager
def snapshot() -> Iterator[Iterator[bytes]]:
    """The database as it is at one moment, chunk by chunk, while others go on writing."""
    with (_of_sqlite if connection.vendor == "sqlite" else _of_postgresql)() as chunks:
        yield chunks


@contextmanager
def _of_sqlite() -> Iterator[Iterator[bytes]]:
    copy = sqlite_file().with_name(f"backup-{os.getpid()}.sqlite3")
    try:
        copy.touch(mode=0o600)
        with closing(sqlite3.connect(sqlite_file())) as held, closing(sqlite3.connect(copy)) as out:
            held.backup(out)
            out.execute("pragma journal_mode=delete")
        with copy.open("rb") as file:
            yield pieces(file)
    finally:
        # On a full disk SQLite leaves what it was about to write beside it.
        for part in ("", "-journal", "-wal", "-shm"):
            copy.with_name(f"{copy.name}{part}").unlink(missing_ok=True)


@contextmanager
def _of_postgresql() -> Iterator[Iterator[bytes]]:
    command = [_program("pg_dump"), "-Fc", "--no-owner", "--no-privileges", *_address()]
    with subprocess.Popen(command, env=_surroundings(), stdout=subprocess.PIPE) as dump:  # noqa: S603
        yield _to_its_end(dump)


def _to_its_end(dump: subprocess.Popen) -> Iterator[bytes]:
    yield from pieces(dump.stdout)
    if dump.wait():
        raise CheckFailed("pg_dump failed; its own words stand above. No backup was written.")


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise NotPossible(f"{name} is not installed (Debian package postgresql-client).")
    return found


def _address(database: str = "") -> list[str]:
    here = connection.settings_dict
    words = ["-d", database or here["NAME"], "-w"]
    for option, value in (("-U", here["USER"]), ("-h", here["HOST"]), ("-p", here["PORT"])):
        words += [option, str(value)] if value else []
    return words


def _surroundings() -> dict[str, str]:
    # Not on the command line, where every process of the machine can read it.
    return os.environ | {"PGPASSWORD": connection.settings_dict["PASSWORD"] or ""}


def highest_erasure() -> int:
    """The highest line of the erasure register that the log in place knows of, or 0."""
    query = "select detail from audit_event where verb = 'key_destroyed' order by sequence"
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return max((json.loads(row[0]).get("line", 0) for row in cursor.fetchall()), default=0)
    except Exception:
        # Beyond reading, or not there yet: the backup says up to where the register went then.
        return 0
    finally:
        connections.close_all()


def highest_event() -> int:
    """The number of the newest event of the database in place, 0 if it cannot be read."""
    query = "select coalesce(max(sequence), 0) from audit_event"
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]
    except Exception:
        # Whatever is wrong with it, it is about to be replaced; the anchors say the rest.
        return 0
    finally:
        connections.close_all()


def ended_accesses() -> dict[UUID, str]:
    """Who may no longer sign in by the database in place; nobody if it cannot be read."""
    try:
        return queries.ended_accesses()
    except Exception:
        return {}
    finally:
        connections.close_all()


# A way back: what undoes the exchange.
Undo = Callable[[], None]


def replace(content: Path, stamp: str) -> tuple[str, Undo]:
    """Put a checked copy in the place of the present database, which is moved aside by name."""
    if connection.vendor == "sqlite":
        return _replace_sqlite(content, stamp)
    return _replace_postgresql(content, stamp)


def check(content: Path) -> None:
    """A copy that does not hold together must not take the place of one that does."""
    if connection.vendor == "sqlite":
        try:
            with closing(sqlite3.connect(f"file:{content}?mode=ro", uri=True)) as held:
                sound = held.execute("pragma quick_check").fetchone() == ("ok",)
                held.execute("select count(*) from audit_event")
        except sqlite3.DatabaseError:
            sound = False
    else:
        listing = [_program("pg_restore"), "--list", str(content)]
        sound = not subprocess.run(listing, capture_output=True).returncode  # noqa: S603
    if not sound:
        raise CheckFailed(ALTERED)


def _replace_sqlite(content: Path, stamp: str) -> tuple[str, Undo]:
    place = sqlite_file()
    aside = place.with_name(f"{place.stem}.before-restore-{stamp}.sqlite3")
    alone(place)
    connections.close_all()
    _move(place, aside)
    content.replace(place)
    place.chmod(0o600)

    def undo() -> None:
        connections.close_all()
        for end in BESIDE:
            Path(f"{place}{end}").unlink(missing_ok=True)
        _move(aside, place)

    return str(aside), undo


def _move(source: Path, target: Path) -> None:
    for end in BESIDE:
        if Path(f"{source}{end}").exists():
            Path(f"{source}{end}").replace(f"{target}{end}")


def alone(place: Path) -> None:
    """Nobody else may have the database open: what they wrote next would be lost."""
    if not place.exists():
        return
    try:
        with closing(sqlite3.connect(place, timeout=1, isolation_level=None)) as held:
            held.execute("pragma locking_mode=exclusive")
            held.execute("begin exclusive")
            held.execute("commit")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise NotPossible(
                "The site, its worker or another command has the database open. Stop them first "
                "(systemctl stop amparo.path amparo), then restore. Nothing was changed."
            ) from error
    except sqlite3.DatabaseError:
        return  # Damaged: that may well be why it is replaced.


def _replace_postgresql(content: Path, stamp: str) -> tuple[str, Undo]:
    name = connection.settings_dict["NAME"]
    fresh, aside = f"{name}_restoring_{stamp}", f"{name}_before_restore_{stamp}"
    connections.close_all()
    others = "select count(*) from pg_stat_activity where datname = %s"
    if _on_server(others, [name])[0][0]:
        raise NotPossible(
            "The site, its worker or another command has the database open. Stop them first "
            "(systemctl stop amparo.path amparo), then restore. Nothing was changed."
        )
    _on_server(f'create database "{fresh}"')
    filling = [_program("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error"]
    ran = subprocess.run(  # noqa: S603
        [*filling, *_address(fresh), str(content)], env=_surroundings(), capture_output=True
    )
    if ran.returncode:
        _on_server(f'drop database "{fresh}"')
        raise BadInput("PostgreSQL does not take this backup, so nothing was changed.")
    _on_server(f'alter database "{name}" rename to "{aside}"')
    _on_server(f'alter database "{fresh}" rename to "{name}"')

    def undo() -> None:
        connections.close_all()
        _on_server(f'drop database "{name}"')
        _on_server(f'alter database "{aside}" rename to "{name}"')

    return aside, undo


def _on_server(statement: str, values: list | None = None) -> list:
    """A statement about a database as a whole, asked from outside it."""
    import psycopg

    here = connection.settings_dict
    with psycopg.connect(
        dbname="postgres",
        user=here["USER"] or None,
        password=here["PASSWORD"] or None,
        host=here["HOST"] or None,
        port=here["PORT"] or None,
        autocommit=True,
    ) as held:
        ran = held.execute(statement, values)
        return ran.fetchall() if ran.description else []
