"""The whole demonstration, loaded as an installation loads it.

Loading takes seconds, so it is done once a run of tests, and its rows and keys are laid into the
transaction of every test that asks for them.
"""

import pickle
from dataclasses import dataclass
from pathlib import Path

import pytest

from amparo.agencies import OPERATOR, demo
from amparo.core import keystore
from tests import ground, rows

# At most one in each process of tests.
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
def demonstration(db, settings, tmp_path, tmp_path_factory):
    """MX-2005: 178 invented people in three registers, two releases."""
    settings.VAR = tmp_path
    if not _LOADED:
        made = ground.once(tmp_path_factory, "loaded", lambda into: _load(tmp_path, into))
        _LOADED.append(pickle.loads((made / "rows").read_bytes()))
    _LOADED[0].lay_out(tmp_path)
    return demo


def _load(folder: Path, into: Path) -> None:
    written = rows.written(lambda: demo.load(by=OPERATOR, say=lambda text: None))
    keys = keystore._connect().execute("select * from person_key").fetchall()
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    (into / "rows").write_bytes(pickle.dumps(Loaded(written, keys, files)))
