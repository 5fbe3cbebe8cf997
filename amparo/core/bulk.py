"""Many new rows at once, as an import saves them.

`bulk_create` compiles an expression for each value of each row; for a register of 200,000 people
that was half of the time. Fields still prepare their own values, sealed ones included.
"""

from collections.abc import Callable, Sequence
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
    if type(field).pre_save is not models.Field.pre_save:
        # It makes its value at the last moment, as a sealed one does.
        return lambda row: prepare(field.pre_save(row, True), connection)
    if isinstance(field, models.JSONField):
        return lambda row: _text(row.__dict__[name]) or prepare(row.__dict__[name], connection)

    def value(row: models.Model) -> Any:
        held = row.__dict__[name]
        kind = type(held)
        if kind in _PLAIN:
            return held
        return held.hex if kind is UUID else prepare(held, connection)

    return value


def _text(held: Any) -> str:
    """Most lists and dictionaries of a row are empty."""
    if held:
        return ""
    return "[]" if type(held) is list else "{}" if type(held) is dict else ""
