"""The whole demonstration, loaded as an installation loads it.

Loading takes seconds, so it is done once for each process of tests, and its rows and keys are laid
into the transaction of every test that asks for them.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from amparo.agencies import OPERATOR, demo
from amparo.core import keystore
from tests import rows

# At most one: each process of tests has a database and a key store of its own.
_LOADED: list["Loaded"] = []


@dataclass(frozen=True)
class Loaded:
    rows: rows.Rows
    keys: list[tuple]
    files: dict[str, bytes]

    def lay_out(self, folder: Path) -> None:
        rows.lay(self.rows)
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
    written = rows.written(lambda: demo.load(by=OPERATOR, say=lambda text: None))
    keys = keystore._connect().execute("select * from person_key").fetchall()
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return Loaded(written, keys, files)
