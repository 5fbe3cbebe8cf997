"""The key store: one data key for each person, wrapped by the ring, outside the database.

It has a backup of its own, elsewhere. Destroying a person's key here makes every copy of her
sealed fields unreadable, those in old database backups included.
"""

import secrets
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

from amparo.core import erasure_register
from amparo.core.errors import CheckFailed
from amparo.core.keyring import KEY_BYTES, Ring, ring

LOT = 1000
_INSERT = "insert into person_key (person, version, wrapped) values (?, ?, ?)"
_local = threading.local()
_SCHEMA = """
create table if not exists person_key (
  person text, version integer, wrapped blob not null, destroyed_at text,
  primary key (person, version)
) without rowid;
"""


class KeyDestroyed(CheckFailed):
    """The key of this person was destroyed: what it sealed is gone for good."""


class KeyMissing(CheckFailed):
    """There is no such key: never made, dropped by a rotation, or of another key store."""


def _connect() -> sqlite3.Connection:
    path = Path(settings.KEY_STORE_FILE)
    held = getattr(_local, "held", None)
    if held and held[0] == path and path.exists():
        return held[1]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(path, timeout=20, isolation_level=None, check_same_thread=False)
    path.chmod(0o600)
    connection.execute("pragma journal_mode=wal")
    # A key must be on the disk before the record it seals is confirmed.
    connection.execute("pragma synchronous=full")
    # A destroyed key must not linger in free pages of the file.
    connection.execute("pragma secure_delete=on")
    connection.executescript(_SCHEMA)
    _local.held = (path, connection)
    return connection


@contextmanager
def _writing() -> Iterator[sqlite3.Connection]:
    connection = _connect()
    connection.execute("begin immediate")
    try:
        yield connection
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


@contextmanager
def standing_still() -> Iterator[None]:
    """Meanwhile nobody makes a key, so nobody wraps one under a ring that is being exchanged."""
    with _writing():
        yield


def create(person_ids: Iterable[UUID]) -> list[tuple[UUID, bytes]]:
    """Make first data keys; kept before the caller's database transaction is confirmed."""
    made = [(person_id, secrets.token_bytes(KEY_BYTES)) for person_id in person_ids]
    with _writing() as connection:
        # Not before it is our turn: a rotation may have exchanged the ring while we waited.
        held = ring()
        rows = (_row_of(held, str(person_id), 1, secret) for person_id, secret in made)
        connection.executemany(_INSERT, rows)
    return made


def _row_of(held: Ring, name: str, version: int, secret: bytes) -> tuple[str, int, bytes]:
    return name, version, held.wrap(secret, about=f"{name}:{version}")


def get(person_id: UUID, version: int | None = None) -> tuple[int, bytes]:
    """The newest data key of a person with its version, or the one of a version."""
    name = str(person_id)
    found, wrapped = _row(name, version)
    held = ring()
    if not held.opens(wrapped):
        # A rotation may have ended since the row was read.
        found, wrapped = _row(name, version)
    return found, held.unwrap(wrapped, about=f"{name}:{found}")


def get_many(versions: Mapping[UUID, int]) -> dict[UUID, bytes]:
    """The keys of many people in these versions, as far as they are there and not destroyed.

    Whoever is missing is asked for one by one, so that `get` says why.
    """
    held, asked = ring(), {str(person): person for person in versions}
    names, found = list(asked), {}
    for start in range(0, len(names), LOT):
        some = names[start : start + LOT]
        query = (
            "select person, version, wrapped from person_key where destroyed_at is null "  # noqa: S608
            f"and person in ({', '.join('?' * len(some))})"
        )
        for name, version, wrapped in _connect().execute(query, some):
            person = asked[name]
            if version == versions[person] and held.opens(wrapped):
                found[person] = held.unwrap(wrapped, about=f"{name}:{version}")
    return found


def _row(name: str, version: int | None) -> tuple[int, bytes]:
    query = "select version, wrapped, destroyed_at from person_key where person = ?"
    if version is None:
        row = _connect().execute(f"{query} order by version desc limit 1", (name,)).fetchone()
    else:
        row = _connect().execute(f"{query} and version = ?", (name, version)).fetchone()
    if row is None:
        raise KeyMissing(
            "The key store holds no key for this record, so it cannot be read. If a backup was "
            "restored, restore the key store that belongs to it as well."
        )
    if row[2]:
        raise KeyDestroyed(
            "This record was erased: its key was destroyed and cannot be made again."
        )
    return row[0], row[1]


def _mark(held: Ring) -> bytes:
    """What stands in front of every key that is wrapped under the current master."""
    return held.current.to_bytes(2, "big")


# Rotation: a newer key for everybody, the old ones kept until nothing is sealed under them


def renew_behind() -> Iterator[int]:
    """Add a newer key for all whose newest lies under an older master; yields how many."""
    query = (
        "select person, version from person_key as held where person > ? and destroyed_at is null "
        "and substr(wrapped, 1, 2) <> ? and version = "
        "(select max(version) from person_key where person = held.person) "
        "order by person limit ?"
    )
    last = ""
    while True:
        with _writing() as connection:
            held = ring()
            waiting = connection.execute(query, (last, _mark(held), LOT)).fetchall()
            rows = [
                _row_of(held, name, version + 1, secrets.token_bytes(KEY_BYTES))
                for name, version in waiting
            ]
            connection.executemany(_INSERT, rows)
        if not waiting:
            return
        last = waiting[-1][0]
        yield len(waiting)


def newest_versions(person_ids: Iterable[UUID]) -> dict[UUID, int]:
    """The version that each person's fields should be sealed under; the erased are left out."""
    query = "select max(version) from person_key where person = ? and destroyed_at is null"
    found = {each: _connect().execute(query, (str(each),)).fetchone()[0] for each in person_ids}
    return {person: version for person, version in found.items() if version is not None}


def wrap_again(person_ids: Iterable[UUID]) -> None:
    """Keep every key of these records, older ones too, under the current master."""
    query = "select version, wrapped from person_key where person = ? and destroyed_at is null"
    with _writing() as connection:
        held = ring()
        for name in map(str, person_ids):
            for version, wrapped in connection.execute(query, (name,)).fetchall():
                about = f"{name}:{version}"
                again = held.wrap(held.unwrap(wrapped, about=about), about=about)
                connection.execute(
                    "update person_key set wrapped = ? where person = ? and version = ?",
                    (again, name, version),
                )


def drop_older(*, but: Collection[UUID] = ()) -> None:
    """Forget all but the newest key of everyone, once nothing is sealed under them."""
    query = (
        "select person from person_key where person > ? group by person having count(*) > 1 "
        "order by person limit ?"
    )
    spared, last = {str(person_id) for person_id in but}, ""
    while True:
        with _writing() as connection:
            found = connection.execute(query, (last, LOT)).fetchall()
            connection.executemany(
                "delete from person_key where person = ?1 and version < "
                "(select max(version) from person_key where person = ?1)",
                [row for row in found if row[0] not in spared],
            )
        if not found:
            return
        last = found[-1][0]


def destroy(person_id: UUID, *, at: str, ground: str = "") -> int:
    """Erase for good: overwrite the wrapped key and keep only that there was one.

    It is noted outside first, so that no backup of the key store brings the key back. Returns the
    number of the line that says so.
    """
    line = erasure_register.enter(person_id, at=at, ground=ground)
    _overwrite(person_id, at)
    return line["n"]


def _overwrite(person_id: UUID, at: str) -> None:
    with _writing() as connection:
        connection.execute(
            "update person_key set wrapped = x'', destroyed_at = ? where person = ?",
            (at, str(person_id)),
        )
    _connect().execute("pragma wal_checkpoint(truncate)")


def tombstones() -> dict[UUID, str]:
    """Who was erased, and when: by the register, which no restore reaches."""
    return {person: line["at"] for person, line in erasure_register.read().erased.items()}


def destroyed() -> set[UUID]:
    """Whose key this store knows to be destroyed."""
    query = "select distinct person from person_key where destroyed_at is not null"
    return {UUID(name) for (name,) in _connect().execute(query)}


def bury_again() -> int:
    """Destroy every key that a restored key store brought back from before an erasure."""
    alive = {UUID(name) for (name,) in _connect().execute(
        "select distinct person from person_key where destroyed_at is null"
    )}  # fmt: skip
    risen = {person: at for person, at in tombstones().items() if person in alive}
    for person, at in risen.items():
        _overwrite(person, at)
    return len(risen)


def snapshot(into: Path, *, earlier: Path | None = None) -> None:
    """Copy the store as it is now. Keys that stood in an earlier copy and were since dropped by
    a rotation stay in it, since a database copied in between may still need them."""
    with closing(sqlite3.connect(into)) as copy:
        _connect().backup(copy)
        copy.execute("pragma journal_mode=delete")
        if earlier is not None:
            copy.execute("attach ? as earlier", (str(earlier),))
            copy.execute(
                "insert or ignore into person_key select * from earlier.person_key where person "
                "not in (select person from person_key where destroyed_at is not null)"
            )
            copy.commit()


def close() -> None:
    """Let go of the file, before a restore puts another in its place."""
    held = getattr(_local, "held", None)
    _local.held = None
    if held:
        held[1].close()


def discard(person_ids: Iterable[UUID]) -> None:
    """Remove keys of records that were never confirmed, or of an import that was undone."""
    with _writing() as connection:
        names = [(str(person_id),) for person_id in person_ids]
        connection.executemany("delete from person_key where person = ?", names)


def behind(held: Ring) -> list[UUID]:
    """The people who still have a key under an older master."""
    rows = _connect().execute(
        "select distinct person from person_key "
        "where destroyed_at is null and substr(wrapped, 1, 2) <> ? order by person",
        (held.current.to_bytes(2, "big"),),
    )
    return [UUID(name) for (name,) in rows.fetchall()]


def count() -> int:
    query = "select count(distinct person) from person_key where destroyed_at is null"
    return _connect().execute(query).fetchone()[0]
