"""The whole demonstration, loaded as an installation loads it.

Loading takes seconds, so it is done once for each process of tests, and its rows and keys are laid
into the transaction of every test that asks for them.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, transaction

from amparo import audit
from amparo.agencies import OPERATOR, demo
from amparo.core import keystore

Rows = dict[str, list[tuple]]
# At most one: each process of tests has a database and a key store of its own.
_LOADED: list["Loaded"] = []


@dataclass(frozen=True)
class Loaded:
    rows: Rows
    keys: list[tuple]
    files: dict[str, bytes]

    def lay_out(self, folder: Path) -> None:
        with connection.cursor() as cursor:
            for table, rows in self.rows.items():
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f'insert into "{table}" values ({places})', rows)
        # A test may destroy a person's key; the next one has it again.
        again = "insert or replace into person_key values (?, ?, ?, ?)"
        keystore._connect().executemany(again, self.keys)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


@pytest.fixture
def demonstration(db, settings, tmp_path):
    """MX-2005: 178 invented people in three registers, two releases."""
    settings.VAR = tmp_path
    if not _LOADED:
        _LOADED.append(_load(tmp_path))
    _LOADED[0].lay_out(tmp_path)
    return demo


def _load(folder: Path) -> Loaded:
    """Load it, read off what came of it, and take it back."""
    before = _rows()
    with transaction.atomic():
        demo.load(by=OPERATOR, say=lambda text: None)
        audit.flush(connection)
        after = _rows()
        transaction.set_rollback(True)
    changed = {table: rows for table, rows in after.items() if rows != before[table]}
    touched = [table for table in changed if before[table]]
    assert touched == [], "The demonstration is laid into empty tables."
    keys = keystore._connect().execute("select * from person_key").fetchall()
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return Loaded(changed, keys, files)


def _rows() -> Rows:
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            rows[table] = cursor.fetchall()
    return rows
