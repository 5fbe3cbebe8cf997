"""Tables that are made at once are those in which all migrations end, on either database."""

import re
import sqlite3
from contextlib import closing

import psycopg
import pytest

from tests import ground, tables

AT_ONCE, MIGRATED = "tables_at_once", "tables_migrated"
# What a PostgreSQL holds, line by line; in which order the columns of a table stand says nothing.
HELD = {
    "columns": "select table_name, column_name, data_type, character_maximum_length, is_nullable,"
    " column_default, is_identity, numeric_precision, numeric_scale"
    " from information_schema.columns where table_schema = 'public'",
    "indexes": "select indexname, replace(indexdef, indexname, ''), tablename"
    " from pg_indexes where schemaname = 'public'",
    "constraints": "select conname, conrelid::regclass::text, pg_get_constraintdef(oid)"
    " from pg_constraint where connamespace = 'public'::regnamespace",
    "triggers": "select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal",
    "functions": "select pg_get_functiondef(oid) from pg_proc"
    " where pronamespace = 'public'::regnamespace",
}


# Django names by itself what no model names, after the table as it was called then; and a key of a
# table between two, which nobody reads, is wider where a migration made it.
OWN_NAME = re.compile(r"_pkey$|_[0-9a-f]{8}(_fk.*|_uniq|_like)?$")
WIDER = "auth_group_permissions", "id"


def held_by_postgres(name):
    with psycopg.connect(ground.address(name)) as opened:
        found = {what: set(opened.execute(query)) for what, query in HELD.items()}
        for what in ("indexes", "constraints"):
            found[what] = {
                ("" if OWN_NAME.search(each) else each, *said) for each, *said in found[what]
            }
        found["columns"] = {row for row in found["columns"] if row[:2] != WIDER}
        found["rows"] = {
            (name, opened.execute(f'select count(*) from "{name}"').fetchone()[0])
            for name in {row[0] for row in found["columns"]}
        }
        found["applied"] = set(opened.execute("select app, name from django_migrations"))
    return found


def held_by_sqlite(path):
    found = {"rows": set(), "statements": set()}
    with closing(sqlite3.connect(path)) as opened:
        wrote = opened.execute("select type, name, sql from sqlite_master where sql is not null")
        for kind, name, words in wrote.fetchall():
            said = sorted(parts_of(words)) if kind == "table" else [words]
            found["statements"].add((kind, name, *said))
            if kind == "table" and name != "sqlite_sequence":
                count = opened.execute(f'select count(*) from "{name}"').fetchone()[0]
                found["rows"].add((name, count))
        found["applied"] = set(opened.execute("select app, name from django_migrations"))
    return found


def parts_of(words):
    """The columns and constraints of a table: what commas part outside of brackets."""
    part, depth = "", 0
    for sign in words[words.index("(") + 1 : words.rindex(")")]:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            yield part.strip()
            part = ""
        else:
            part += sign
    yield part.strip()


@pytest.mark.usefixtures("db")
def test_tables_made_at_once_are_those_of_all_migrations(tmp_path):
    held = []
    for name, way in ((AT_ONCE, ()), (MIGRATED, ("migrated",))):
        ground.new_database(name)
        path = name if ground.SERVER else str(tmp_path / name)
        tables.in_a_process_of_its_own(path, *way)
        held.append(held_by_postgres(name) if ground.SERVER else held_by_sqlite(path))
        ground.drop_database(name)
    at_once, migrated = held
    assert len(at_once["applied"]) > 100
    for what, found in at_once.items():
        assert sorted(found ^ migrated[what], key=str) == [], what
