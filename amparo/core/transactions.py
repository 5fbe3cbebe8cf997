"""What a transaction seals with, and how to wait until every transaction that runs now is over."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

from amparo.core import keystore
from amparo.core.errors import CheckFailed

HASTE = 0.5
LOT = 200
LOCKED_STATES = {"55P03", "40P01", "40001"}  # lock not available, deadlock, serialization failure
FULL_STATES = {"53100"}
PATIENCE = 600
BREATH = 0.1
WAITED = (
    "The rotation waited ten minutes for work in the database that began before it, and gave up. "
    "No key was forgotten. End what keeps a transaction open (an import, a backup, a forgotten "
    "console), and run it again."
)


class SealingKeys:
    """Mixed into a DatabaseWrapper: the newest data keys, never kept beyond a transaction.

    A rotation adds newer keys, waits for the transactions that began before, and seals anew what
    they left. So nothing is ever sealed under a key that it is about to forget.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._sealing_keys: dict[UUID, tuple[int, bytes]] = {}
        self._began_to_seal = False

    def sealing_key(self, person_id: UUID) -> tuple[int, bytes]:
        if person_id not in self._sealing_keys:
            self.begin_to_seal()
            self._sealing_keys[person_id] = keystore.get(person_id)
        return self._sealing_keys[person_id]

    def hold_first_keys(self, made: Iterable[tuple[UUID, bytes]]) -> None:
        """Keys that were made since `begin_to_seal`, and need not be fetched from the store."""
        self._sealing_keys |= {person_id: (1, key) for person_id, key in made}

    def forget_sealing_keys(self):
        self._sealing_keys, self._began_to_seal = {}, False

    def begin_to_seal(self):
        """From here on a rotation waits for the end of this transaction."""
        if not self.in_atomic_block:
            raise TransactionManagementError(
                "A value is sealed inside the transaction that keeps it."
            )
        if self.vendor == "postgresql" and not self._began_to_seal:
            # Django says BEGIN with the first statement, and a rotation must see this one.
            with self.cursor() as cursor:
                cursor.execute("select 1")
        self._began_to_seal = True

    def _commit(self):
        self.forget_sealing_keys()
        return super()._commit()

    def _rollback(self):
        self.forget_sealing_keys()
        return super()._rollback()

    def close(self):
        self.forget_sealing_keys()
        return super().close()


def outlast_earlier() -> None:
    """Return once every transaction that is running now has ended. Nobody is held up by it."""
    connection.forget_sealing_keys()
    deadline = time.monotonic() + PATIENCE
    is_over = _is_over_on_sqlite if connection.vendor == "sqlite" else _Running().is_over
    while not is_over():
        if time.monotonic() > deadline:
            raise CheckFailed(WAITED)
        time.sleep(BREATH)


def _is_over_on_sqlite() -> bool:
    """Who writes is the only writer. Who reads is done once all is read from the latest state."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select 1")
        return connection.in_atomic_block or _all_read_the_latest()
    except OperationalError:
        return False


def _all_read_the_latest() -> bool:
    with connection.cursor() as cursor:
        # Without waiting inside: that would hold up who writes.
        _wait_at_most(cursor, 0)
        try:
            cursor.execute("pragma wal_checkpoint(full)")
            return not cursor.fetchone()[0]
        finally:
            _wait_at_most(cursor, settings.LOCK_SECONDS)


class _Running:
    """The transactions that were running in this database at one moment."""

    QUERY = """
        select virtualxid from pg_locks join pg_stat_activity using (pid)
        where locktype = 'virtualxid' and datname = current_database()
        and usename is not null and pid <> pg_backend_pid()
    """

    def __init__(self) -> None:
        self.earlier = self._now()

    def _now(self) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(self.QUERY)
            return {name for (name,) in cursor.fetchall()}

    def is_over(self) -> bool:
        self.earlier &= self._now()
        return not self.earlier


def waited_in_vain(error: BaseException | None) -> bool:
    """Whether an error says that somebody else held what was needed for longer than we wait."""
    return _caused_by(error, sqlite=("SQLITE_BUSY", "SQLITE_LOCKED"), postgres=LOCKED_STATES)


def has_no_room(error: BaseException | None) -> bool:
    """Whether an error says that the disk is full."""
    return _caused_by(error, sqlite=("SQLITE_FULL",), postgres=FULL_STATES)


def _caused_by(error: BaseException | None, *, sqlite: tuple[str, ...], postgres: set[str]) -> bool:
    while error is not None:
        if (getattr(error, "sqlite_errorname", None) or "").startswith(sqlite):
            return True
        if getattr(error, "sqlstate", None) in postgres:
            return True
        error = error.__cause__
    return False


@contextmanager
def in_haste() -> Iterator[None]:
    """One more try on a busy database, but without the usual patience."""
    patience = settings.LOCK_SECONDS
    try:
        with connection.cursor() as cursor:
            _wait_at_most(cursor, HASTE)
        yield
    finally:
        with connection.cursor() as cursor:
            _wait_at_most(cursor, patience)


def _wait_at_most(cursor: Any, seconds: float) -> None:
    milliseconds = round(1000 * seconds)
    if connection.vendor == "sqlite":
        cursor.execute(f"pragma busy_timeout = {milliseconds}")
    else:
        cursor.execute("select set_config('lock_timeout', %s, false)", [str(milliseconds)])


def lots(rows: QuerySet, size: int = LOT) -> Iterator[list[Any]]:
    """All rows, some at a time, in the order of their primary key."""
    rows = rows.order_by("pk")
    found = list(rows[:size])
    while found:
        yield found
        found = list(rows.filter(pk__gt=found[-1].pk)[:size])


def each_in_turn(rows: QuerySet, keys: list[Any], act: Callable[[list[Any]], None]) -> None:
    """Hand these rows to `act`, locked, in transactions of its own.

    What somebody else is working on is left until later: who waits for nobody while he holds
    something cannot bring others to a standstill.
    """
    deadline = time.monotonic() + PATIENCE
    while keys:
        keys = _locked(rows, keys, act)
        if keys and time.monotonic() > deadline:
            raise CheckFailed(WAITED)
        if keys:
            time.sleep(BREATH)


def _locked(rows: QuerySet, keys: list[Any], act: Callable[[list[Any]], None]) -> list[Any]:
    """The keys of rows that could not be had."""
    with transaction.atomic():
        wanted = rows.filter(pk__in=keys)
        if connection.features.has_select_for_update_skip_locked:
            wanted = wanted.select_for_update(of=("self",), no_key=True, skip_locked=True)
        found = list(wanted)
        act(found)
        missing = set(keys) - {row.pk for row in found}
        return list(rows.filter(pk__in=missing).values_list("pk", flat=True)) if missing else []
