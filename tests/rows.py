"""Rows that take long to write: written once a process of tests, and laid where asked for."""

from collections.abc import Callable
from datetime import time

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from amparo import audit

Rows = dict[str, list[tuple]]


def written(by: Callable[[], object], *, in_tables: str = "") -> Rows:
    """What it writes into empty tables, read off and taken back."""
    # What the test did before is not to go back with it.
    audit.flush(connection)
    before = _held(in_tables)
    with transaction.atomic():
        by()
        audit.flush(connection)
        after = _held(in_tables)
        transaction.set_rollback(True)
    changed = {table: rows for table, rows in after.items() if rows != before[table]}
    touched = [table for table in changed if before[table]]
    assert touched == [], "Rows are laid into empty tables."
    return changed


def lay(rows: Rows) -> None:
    # Tables come by name, and a part may be laid before its whole: asked for at the end.
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("set constraints all deferred")
        for table, lines in rows.items():
            places = ", ".join(["%s"] * len(lines[0]))
            laid = [tuple(map(_bound, line)) for line in lines]
            cursor.executemany(f'insert into "{table}" values ({places})', laid)
        # Numbers go on after those that were laid, as if they had been given out here.
        for statement in connection.ops.sequence_reset_sql(no_style(), _models_of(rows)):
            cursor.execute(statement)


def _bound(value: object) -> object:
    """SQLite gives an hour of the day and takes only its text."""
    return connection.ops.adapt_timefield_value(value) if isinstance(value, time) else value


def _models_of(rows: Rows) -> list[type[Model]]:
    return [each for each in apps.get_models(True) if each._meta.db_table in rows]


def _held(in_tables: str) -> Rows:
    held = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(in_tables):
                cursor.execute(f'select * from "{table}"')
                held[table] = cursor.fetchall()
    return held
