"""What is dear to prepare is prepared once a run, by whichever process of tests needs it first.

The others wait for it. Each takes a copy of its own, so that no test sees what another one did.
"""

import fcntl
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

SERVER = os.environ.get("AMPARO_TEST_DATABASE", "")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


def folder_of_the_run(tmp_path_factory) -> Path:
    """One for all processes of tests of this run."""
    own = tmp_path_factory.getbasetemp()
    return own if WORKER == "alone" else own.parent


def first_to_say(word: str, place: Path) -> str:
    """What the first of all processes said there: this word, or another one's."""
    mine = place.with_name(f"{place.name}.{WORKER}")
    mine.write_text(word)
    with suppress(FileExistsError):
        os.link(mine, place)
    mine.unlink()
    return place.read_text()


def once(tmp_path_factory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make(folder)` filled. What fails is tried again by the next, and told."""
    run = folder_of_the_run(tmp_path_factory)
    folder, made = run / name, run / f"{name}.made"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


def new_database(name: str, template: str = "template1") -> str:
    """Its address, on PostgreSQL; nothing on SQLite, where a database is a file in a folder."""
    if SERVER:
        drop_database(name)
        _on_server(f"create database {name} template {template}")
    return address(name)


def drop_database(name: str) -> None:
    if SERVER:
        _on_server(f"drop database if exists {name} with (force)")


def address(name: str) -> str:
    return f"{SERVER.rpartition('/')[0]}/{name}" if SERVER else ""


def _on_server(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as held:
        held.execute(statement)
