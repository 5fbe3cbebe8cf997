"""Make a backup: the database into one archive, the key store into another, elsewhere."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from amparo.core import apart, clock, custody, erasure_register, key_copies, keyring, keystore
from amparo.core.errors import BadInput, CheckFailed
from amparo.site.backups import actions, archive, databases

DATABASE, KEYS, RING = ".database", ".keys", ".ring"
LATE = timedelta(hours=48)
KEYS_GO_AFTER = key_copies.GO_AFTER


def make(*, by: Any, to: Path | None = None, keys_to: Path | None = None) -> tuple[Path, Path]:
    """Both archives of one moment. Returns where they lie."""
    to, keys_to = _folders(to, keys_to)
    now = clock.now()
    erasure_register.open_if_new()
    stamp = now.strftime("%Y%m%dT%H%M%S.%fZ")
    header = {
        "created": now.isoformat(timespec="seconds"),
        "vendor": connection.vendor,
        "head": databases.highest_event(),
        "erasures": list(erasure_register.read().head),
    }
    pair = to / f"amparo-{stamp}{DATABASE}", keys_to / f"amparo-{stamp}{KEYS}"
    try:
        with _before_and_after() as taken:
            with databases.snapshot() as chunks:
                archive.write(pair[0], chunks, header | {"kind": "database"})
            # Noted first: a copy that nobody knows of would outlive its thirty days.
            key_copies.note(pair[1])
            archive.write(pair[1], taken(), header | {"kind": "keys"})
        _copy_sealed_ring(to / f"amparo-{stamp}{RING}")
        custody.renew_copies()
    except (OSError, sqlite3.OperationalError) as error:
        raise CheckFailed(
            "The backup could not be written: a disk is full, or cannot be written to. Earlier "
            "backups are as they were. Make room, and run it again."
        ) from error
    actions.note_backup(by=by, head=header["head"])
    forget_old(to, keys_to)
    return pair


def _folders(to: Path | None, keys_to: Path | None) -> tuple[Path, Path]:
    to, keys_to = to or settings.BACKUP_DIR, keys_to or settings.BACKUP_KEYS_DIR
    if not to or not keys_to:
        raise BadInput(
            "Say where the backup goes: AMPARO_BACKUP_DIR for the database and "
            "AMPARO_BACKUP_KEYS_DIR for the key store, or --to and --keys-to."
        )
    to, keys_to = Path(to).resolve(), Path(keys_to).resolve()
    store = Path(settings.KEY_STORE_FILE).parent
    if apart.share(to, keys_to) or (not settings.DEMONSTRATION and apart.share(to, store)):
        raise BadInput(
            "The key store must not lie with the database: whoever finds one folder would hold "
            "both. Choose another disk or host for one of them."
        )
    return to, keys_to


@contextmanager
def _before_and_after() -> Iterator[Any]:
    """Key stores from before and after the database, joined: a rotation may run in between."""
    with tempfile.TemporaryDirectory(dir=settings.KEY_STORE_FILE.parent, prefix="backup-") as own:
        before, after = Path(own) / "before", Path(own) / "after"
        masters = keyring.ring().masters
        keystore.snapshot(before)

        def taken() -> Iterator[bytes]:
            keystore.snapshot(after, earlier=before)
            yield _masters(masters)
            with after.open("rb") as file:
                yield from archive.pieces(file)

        yield taken


def _masters(before: dict[int, bytes]) -> bytes:
    """Old keys open only with the master of their time, which a rotation forgets."""
    held = keyring.ring()
    return keyring.Ring(held.current, before | held.masters, root=b"").to_bytes()


def _copy_sealed_ring(path: Path) -> None:
    """Without it a new machine could open neither archive. It opens with two recovery sheets."""
    sealed = settings.KEY_RING_SEALED_FILE
    if not sealed or not Path(sealed).exists():
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(Path(sealed).read_bytes())
        file.flush()
        os.fsync(file.fileno())


def forget_old(to: Path, keys_to: Path) -> None:
    """Key stores go before they are 30 days old: what was erased is then erased in every copy."""
    _forget(to, f"amparo-*{DATABASE}", timedelta(days=settings.BACKUP_DAYS))
    _forget(to, f"amparo-*{RING}", timedelta(days=settings.BACKUP_DAYS))
    forget_old_keys(keys_to)


def forget_old_keys(*folders: Path) -> int:
    """Destroy copies of the key store, the day before they are thirty days old, wherever one was
    put. Returns how many cannot be reached and may be older than that."""
    for folder in folders:
        _forget(folder, f"amparo-*{KEYS}", KEYS_GO_AFTER)
    aside = f"{settings.KEY_STORE_FILE.stem}.before-restore-*"
    _forget(settings.KEY_STORE_FILE.parent, aside, KEYS_GO_AFTER)
    return key_copies.forget()


def _forget(folder: Path, names: str, age: timedelta) -> None:
    for path in folder.glob(names):
        if _age(path) > age:
            path.unlink(missing_ok=True)


def _age(path: Path) -> timedelta:
    return clock.now() - datetime.fromtimestamp(path.stat().st_mtime, UTC)


def age_of_newest() -> timedelta | None:
    """How old the newest backup is; none where none is to be seen."""
    folder = settings.BACKUP_DIR
    try:
        found = list(Path(folder).glob(f"amparo-*{DATABASE}")) if folder else []
        return min(map(_age, found), default=None)
    except OSError:
        return None  # The disk is not there: nor is the backup.


def is_late() -> bool:
    """Whether the newest backup is more than 48 hours old, or there is none to be seen."""
    age = age_of_newest()
    return age is None or age > LATE
