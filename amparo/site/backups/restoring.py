"""Bring a backup back: open both archives fully first, then exchange, and say what was lost."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing as ending
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from amparo.audit import anchors
from amparo.core import clock, closing, erasure_register, keyring, keystore
from amparo.core.errors import BadInput, CheckFailed, NotPossible
from amparo.people import actions as people
from amparo.site.backups import actions, archive, databases


@dataclass(frozen=True)
class Restored:
    """What a restore did, for whoever has to answer for it."""

    lost: tuple[int, int] | None
    erased_again: int
    ended_again: int
    older_masters: bool
    aside: list[str]
    without_register: str = ""


class Why(StrEnum):
    """Why a restore goes on without a whole erasure register. Nothing else is a reason."""

    NEVER_ERASED = "never-erased"
    REGISTER_LOST = "register-lost"
    REGISTER_DAMAGED = "register-damaged"


NO_REGISTER = (
    "The erasure register is {state}, so nobody can say who must stay erased, and this backup may "
    "bring people back who asked to be forgotten. Nothing was changed. Bring the register from its "
    "copy (AMPARO_ERASURE_REGISTER and AMPARO_ERASURE_REGISTER_COPIES name them). Only if there is "
    "none anywhere, say so with --without-erasure-register and --why."
)


def restore(
    *, by: Any, database: Path, keys: Path, migrate: bool = True, without: Why | None = None
) -> Restored:
    """Bring back a database and its key store. Nothing is touched before both are open."""
    # On the disk of the data, so that putting it in place is a rename.
    with tempfile.TemporaryDirectory(dir=databases.workplace(), prefix="restoring-") as own:
        content, store = Path(own) / "database", Path(own) / "keys"
        with _opened(database, "database") as (header, chunks):
            _keep(chunks, content)
        databases.check(content)
        with _opened(keys, "keys") as (_header, chunks):
            # In memory alone: master keys never touch the disk of the data.
            masters = next(chunks)
            _keep(chunks, store)
        _check_store(store)
        _check_register(header.get("erasures"), without)
        # From here on the site answers nobody, until whoever was erased is gone again.
        closing.close()
        done = _exchange(by, content, store, masters, migrate, without)
        closing.open_again()
        return done


def _check_register(remembered: list[Any] | None, without: Why | None) -> None:
    """Refuse a restore whose register is lost, cut short or altered, unless told why not to."""
    state = _what_is_wrong(erasure_register.read(), remembered)
    if state and without is None:
        raise NotPossible(NO_REGISTER.format(state=state))


def _what_is_wrong(register: erasure_register.Register, remembered: list[Any] | None) -> str:
    if not register.lines:
        return "missing"
    if register.faults:
        return "damaged: a line was altered, left out or put in"
    remembers = tuple(remembered) if remembered else (0, "")
    lines = databases.highest_erasure()
    if not register.holds(remembers) or register.head[0] < lines:
        return "not the newest: lines are missing at its end, or it is another one"
    if keystore.destroyed() - set(register.erased):
        return "not whole: the key store knows of people erased whom it does not name"
    return ""


@contextmanager
def _opened(path: Path, kind: str) -> Iterator[tuple[dict[str, Any], Iterator[bytes]]]:
    with archive.opened(path) as (header, chunks):
        if header["kind"] != kind:
            raise BadInput(
                "The two files are the wrong way round: --database takes the one that ends in "
                ".database, --keys the one that ends in .keys. Nothing was changed."
            )
        if kind == "database" and header["vendor"] != connection.vendor:
            raise BadInput(
                "This backup comes from another kind of database (SQLite, PostgreSQL) than "
                "AMPARO_DATABASE names. Nothing was changed."
            )
        yield header, chunks


def _keep(chunks: Iterator[bytes], into: Path) -> None:
    try:
        with into.open("wb") as file:
            into.chmod(0o600)
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CheckFailed(
            "The backup could not be unpacked: the disk of the data is full. Nothing was changed. "
            "Make room, and run it again."
        ) from error


def _check_store(store: Path) -> None:
    try:
        with ending(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as opened:
            opened.execute("select count(*) from person_key").fetchone()
            sound = opened.execute("pragma quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise CheckFailed(archive.ALTERED)


def _exchange(
    by: Any, content: Path, store: Path, masters: bytes, migrate: bool, without: Why | None
) -> Restored:
    stamp = clock.now().strftime("%Y%m%dt%H%M%Sz")
    # The newest number that was ever given, even where the present database is beyond reading.
    high = max([databases.highest_event(), *anchors.held()])
    # Tables of another version are put back as they were.
    ended = databases.ended_accesses() if migrate else {}
    aside, put_back = databases.replace(content, stamp)
    undone: list[Callable[[], None]] = [put_back]
    try:
        keys_aside, put_keys_back = _replace_store(store, stamp)
        undone.append(put_keys_back)
        older = _learn_masters(masters)
        if migrate:
            call_command("migrate", verbosity=0, interactive=False)
        erased_again = keystore.bury_again()
        low = databases.highest_event() + 1
        lost = (low, high) if high >= low else None
        ended_again = actions.note_restore(
            by=by, lost=lost, erased_again=erased_again, ended=ended, without=without or ""
        )
        if migrate:
            # After the event that says what was lost, whose number comes first. Tables of another
            # version keep their rows unreadable until the clock of that version takes them.
            people.erase_again()
    except BaseException:
        for undo in reversed(undone):
            undo()
        closing.open_again()
        raise
    if without:
        erasure_register.note_gap(without)
    if lost:
        anchors.declare_lost(*lost)
    anchors.anchor()
    return Restored(lost, erased_again, ended_again, older, [aside, keys_aside], without or "")


def _replace_store(store: Path, stamp: str) -> tuple[str, Callable[[], None]]:
    place = Path(settings.KEY_STORE_FILE)
    aside = place.with_name(f"{place.stem}.before-restore-{stamp}.sqlite3")
    keystore.close()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _move(place, aside)
    try:
        store.rename(place)
    except OSError:
        # The key store lies on another disk than the data.
        place.write_bytes(store.read_bytes())
    place.chmod(0o600)

    def undo() -> None:
        keystore.close()
        for end in databases.BESIDE:
            Path(f"{place}{end}").unlink(missing_ok=True)
        _move(aside, place)

    return str(aside), undo


def _move(source: Path, target: Path) -> None:
    for end in databases.BESIDE:
        if Path(f"{source}{end}").exists():
            Path(f"{source}{end}").replace(f"{target}{end}")


def _learn_masters(kept: bytes) -> bool:
    """Masters that a rotation forgot since: the old keys need them until the next rotation."""
    held, then = keyring.ring(), keyring.Ring.from_bytes(kept)
    forgotten = {v: key for v, key in then.masters.items() if v not in held.masters}
    if not forgotten:
        return False
    masters = held.masters | forgotten
    keyring.keep(keyring.Ring(held.current, masters, held.root), settings.KEY_RING_FILE)
    return True
