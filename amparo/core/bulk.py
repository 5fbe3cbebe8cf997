"""Many new rows at once, as an import makes and saves them.

A model looks at every field of every row that it makes, and `bulk_create` compiles an expression
for each value; of the time for a register of 200,000 people that was most. Fields still prepare
their own values, sealed ones included.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.base import ModelState

from amparo.core.fields import SealedTextField

# What goes to the database as it is, whatever field holds it.
_PLAIN = frozenset((str, int, bool, type(None)))
Row = TypeVar("Row", bound=models.Model)


def new(model: type[Row], /, **facts: Any) -> Row:
    """A new row of a model, as calling its class makes one, but without the signals of Django."""
    known = _known(model)
    if not known.names.issuperset(facts):
        raise TypeError(f"{model.__name__} has no {sorted(facts.keys() - known.names)}")
    row = model.__new__(model)
    state, values = ModelState(), row.__dict__
    values["_state"] = state
    values |= known.same
    for name, default in known.own:
        if name not in facts:
            values[name] = default()
    for name in known.relations.keys() & facts.keys():
        related = state.fields_cache[name] = facts.pop(name)
        values[known.relations[name]] = related.pk
    values |= facts
    return row


class _Known(NamedTuple):
    """What is the same for every new row of a model."""

    names: frozenset[str]
    same: dict[str, Any]
    own: list[tuple[str, Callable[[], Any]]]  # defaults made anew for each row
    relations: dict[str, str]


@cache
def _known(model: type[models.Model]) -> _Known:
    fields = model._meta.concrete_fields
    makes = [each for each in fields if each.has_default() and callable(each.default)]
    own = [(field.attname, field.get_default) for field in makes]
    same = {field.attname: field.get_default() for field in fields if field not in makes}
    relations = {field.name: field.attname for field in fields if field.is_relation}
    names = frozenset([*same, *relations, *(field.attname for field in makes)])
    return _Known(names, same, own, relations)


def insert_many(rows: Sequence[models.Model], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Insert new rows of one model, inside the transaction of the caller."""
    if not rows:
        return
    model, connection = type(rows[0]), connections[using]
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
    prepared = _preparing(fields, connection)
    columns = [field.column for field in fields]
    # All of them first: to fetch a key asks the database, which hears nothing else while it copies.
    values = [prepared(row) for row in rows]
    with connection.cursor() as cursor:
        write_rows(cursor, model._meta.db_table, columns, values)
    for row in rows:
        row._state.adding, row._state.db = False, using


def write_rows(
    cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows of values that are ready for the database, without a journey for each."""
    connection = cursor.db
    quoted = connection.ops.quote_name
    named = f"{quoted(table)} ({', '.join(map(quoted, columns))})"
    if connection.vendor == "postgresql":
        with connection.wrap_database_errors, cursor.copy(f"copy {named} from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(columns))
    cursor.executemany(f"insert into {named} values ({marks})", rows)  # noqa: S608


def _preparing(fields: Sequence[models.Field], connection: Any) -> Callable[[Any], list[Any]]:
    """How the values of a row reach the database."""
    names = [field.attname for field in fields]
    own = [(at, _own(each, connection)) for at, each in enumerate(fields) if _has_own(each)]
    others = [(at, each.get_db_prep_save) for at, each in enumerate(fields) if not _has_own(each)]
    is_sqlite = connection.vendor == "sqlite"

    def prepared(row: models.Model) -> list[Any]:
        held = row.__dict__
        values = [held[name] for name in names]
        for at, prepare in others:
            value = values[at]
            kind = type(value)
            if kind not in _PLAIN:
                values[at] = value.hex if kind is UUID and is_sqlite else prepare(value, connection)
        for at, make in own:
            values[at] = make(row)
        return values

    return prepared


def _has_own(field: models.Field) -> bool:
    if isinstance(field, models.DateField):
        return field.auto_now or field.auto_now_add
    makes_late = type(field).pre_save is not models.Field.pre_save
    return makes_late or isinstance(field, models.JSONField)


def _own(field: models.Field, connection: Any) -> Callable[[models.Model], Any]:
    """Of a field that makes its value at the last moment, as a sealed one does, or spells it."""
    name, prepare = field.attname, field.get_db_prep_save
    if isinstance(field, models.JSONField):
        # Most lists and dictionaries of a row are empty.
        empty = {list: prepare([], connection), dict: prepare({}, connection)}

        def spelt(row: models.Model) -> Any:
            value = row.__dict__[name]
            is_empty = not value and type(value) in empty
            return empty[type(value)] if is_empty else prepare(value, connection)

        return spelt
    if isinstance(field, SealedTextField):
        nothing = prepare(field.token(), connection)
        return lambda row: (
            prepare(field.pre_save(row, True), connection) if row.__dict__[name] else nothing
        )
    if isinstance(field, models.DateField):
        return _at_one_moment(field, connection)
    return lambda row: prepare(field.pre_save(row, True), connection)


def _at_one_moment(field: models.Field, connection: Any) -> Callable[[models.Model], Any]:
    """Rows that are saved together were recorded together: the clock is asked once for all.

    Rows of several models that belong together bring the moment that is theirs.
    """
    stored: dict[Any, Any] = {}

    def moment(row: models.Model) -> Any:
        own = row.__dict__[field.attname]
        if own not in stored:
            now = own or field.pre_save(row, True)
            stored[own] = now, field.get_db_prep_save(now, connection)
        row.__dict__[field.attname], plain = stored[own]
        return plain

    return moment
