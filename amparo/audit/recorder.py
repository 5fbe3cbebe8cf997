"""Record what happens. Events wait beside their connection and are written, numbered and linked
as the last statements before COMMIT, so a rolled-back change leaves no event and no gap."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from amparo.audit import chain
from amparo.core import bulk, clock

LOCK = 6_072_012  # the advisory lock of the log on PostgreSQL: any fixed number
_COLUMNS = (*chain.HASHED, "digest", "link")
_AT = _COLUMNS.index("at")
_detail = json.JSONEncoder(sort_keys=True).encode


class anonymous:
    """Who acts before anyone has signed in."""

    id = "nobody"
    agency_id = ""


def record(
    verb: str,
    *,
    by: Any,
    about: Any = None,
    fields: Iterable[str] = (),
    detail: dict[str, Any] | None = None,
    at: datetime | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Log one event in the running transaction: names of fields, coded details, never values.

    `at`: a coarser moment than now, where the minute itself would say who did it."""
    made = event(verb, by=by, about=about, fields=fields, detail=detail)
    record_many([made | {"at": at} if at else made], using=using)


def record_many(events: list[dict[str, Any]], *, using: str = DEFAULT_DB_ALIAS) -> None:
    connection = connections[using]
    if not connection.in_atomic_block:
        raise DatabaseError("An event is recorded inside the transaction it describes.")
    connection.audit_pending.extend(events)


def record_restored(*, by: Any, lost: tuple[int, int], using: str = DEFAULT_DB_ALIAS) -> None:
    """Sign that a restore lost the events from low to high. Their numbers are never used again."""
    low, high = lost
    waiting = event("restored", by=by, detail={"lost": [low, high]})
    record_many([waiting | {"sequence": high + 1}], using=using)


def event(
    verb: str,
    *,
    by: Any,
    about: Any = None,
    fields: Iterable[str] = (),
    detail: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """One event as it will be written, still without number and link."""
    named = sorted(fields)
    return {
        "at": clock.now(),
        "verb": verb,
        "actor": str(by.id),
        "actor_agency": str(by.agency_id or ""),
        "about": about._meta.label_lower if about is not None else "",
        "about_id": str(about.pk) if about is not None else "",
        "person": str(_person_of(about) or ""),
        "fields": json.dumps(named) if named else "[]",
        "detail": _detail(detail) if detail else "{}",
    }


def _person_of(about: Any) -> Any:
    """Whom a record is about: nearly always whose key seals it."""
    return getattr(about, "logged_person_id", None) or getattr(about, "sealing_person_id", None)


def flush(connection: Any) -> None:
    """Number, link and write the waiting events of a connection. Called before its COMMIT."""
    pending, connection.audit_pending = connection.audit_pending, []
    if not pending:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # References first: checked only at COMMIT, they would wait for a row of somebody who
            # waits for the log.
            cursor.execute(f"set constraints all immediate; select pg_advisory_xact_lock({LOCK})")
        cursor.execute("select sequence, link from audit_event order by sequence desc limit 1")
        sequence, previous = cursor.fetchone() or (0, chain.GENESIS)
        rows, key = [], chain.key()
        for waiting in pending:
            # Only a restore names its number: the one after the range that it lost.
            sequence = waiting.get("sequence", sequence + 1)
            waiting["sequence"] = sequence
            waiting["digest"] = chain.digest(waiting)
            waiting["link"] = previous = chain.link(previous, waiting["digest"], key)
            row = [waiting[name] for name in _COLUMNS]
            row[_AT] = connection.ops.adapt_datetimefield_value(row[_AT])
            rows.append(row)
        bulk.write_rows(cursor, "audit_event", _COLUMNS, rows)
