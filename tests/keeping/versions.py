"""Installations that earlier versions made, and the code of those versions."""

import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

from tests.ground import SERVER
from tests.keeping.conftest import ROOT, Installation

FROZEN = Path(__file__).with_name("frozen")
VERSIONS = sorted(path.name for path in FROZEN.iterdir() if path.is_dir())
WHAT_IS_HELD = Path(__file__).with_name("what_is_held.py")
PLACES = {
    "ring.json": "keys/ring.json",
    "secret_key": "keys/secret_key",
    "demo-members.json": "demo-members.json",
    "anchors.jsonl": "anchors/audit.jsonl",
}


def kept(version: str) -> Path:
    return FROZEN / version / ("postgresql" if SERVER else "sqlite")


def thaw(version: str, installation: Installation) -> None:
    """Put the frozen tables, keys and anchors where this installation looks for them."""
    source, var = kept(version), installation.var
    for name, place in PLACES.items():
        (var / place).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(source / name, var / place)
    (var / "keystore").mkdir(mode=0o700)
    _write(var / "keystore" / "keys.sqlite3", _text(source / "keystore.sql.xz"))
    if installation.database:
        _write_postgresql(installation.database, _text(source / "tables.sql.xz"))
    else:
        _write(installation.sqlite, _text(source / "tables.sql.xz"))


def _text(path: Path) -> str:
    return lzma.decompress(path.read_bytes()).decode()


def _write(path: Path, statements: str) -> None:
    with closing(sqlite3.connect(path)) as held:
        held.executescript(statements)


def _write_postgresql(address: str, statements: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as held:
        held.execute(statements)


class Code:
    """The code of a commit in a folder of its own, run by the packages of today."""

    def __init__(self, commit: str, folder: Path):
        self.folder = folder
        packed = _git("archive", commit).stdout
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")

    def run(self, installation: Installation, *words: str) -> str:
        here = f"{self.folder}{os.pathsep}{self.folder / 'conteo' / 'src'}"
        ran = subprocess.run(
            [sys.executable, *words], cwd=self.folder, capture_output=True, text=True,
            env=installation.surroundings | {"PYTHONPATH": here}, timeout=300,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


def _git(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True)


def in_the_history(commit: str) -> bool:
    return _git("cat-file", "-e", f"{commit}^{{commit}}").returncode == 0


def release_before() -> str:
    """The newest tag behind what is checked out, or nothing where nothing was released yet."""
    tagged = _git("describe", "--tags", "--abbrev=0", "HEAD^")
    return tagged.stdout.decode().strip() if tagged.returncode == 0 else ""
