"""Many new rows at once, as an import saves them.

`bulk_create` compiles an expression for each value of each row; for a register of 200,000 people
that was half of the time. Fields still prepare their own values, sealed ones included.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

BATCH = 1000
# What goes to the database as it is, whatever field holds it.
_PLAIN = (str, int, bool, type(None))


def insert_many(rows: Sequence[models.Model], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Insert new rows of one model, inside the transaction of the caller.

    Only where a transaction runs, and only on a database that takes rows one by one without a
    journey each; elsewhere Django does it.
    """
    if not rows:
        return
    model, connection = type(rows[0]), connections[using]
    if connection.vendor != "sqlite":
        model._base_manager.using(using).bulk_create(rows, batch_size=BATCH)
        return
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
    named = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    values = [_value(field, connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"insert into {table} ({named}) values ({marks})",  # noqa: S608
            ([value(row) for value in values] for row in rows),
        )
    for row in rows:
        row._state.adding, row._state.db = False, using


def _value(field: models.Field, connection: Any) -> Callable[[models.Model], Any]:
    """How a field's value of a row reaches the database."""
    name, prepare = field.attname, field.get_db_prep_save
    # Most fields only hand over what the row holds; the others, such as sealed ones, make it.
    holds = type(field).pre_save is models.Field.pre_save
    is_json = isinstance(field, models.JSONField)

    def value(row: models.Model) -> Any:
        held = row.__dict__[name] if holds else field.pre_save(row, add=True)
        kind = type(held)
        if kind in _PLAIN and not is_json:
            return held
        if kind is UUID:
            return held.hex
        if kind is date:
            return str(held)
        return prepare(held, connection)

    return value
