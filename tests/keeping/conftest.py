"""A whole installation with files and a database of its own, kept by real child processes."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("AMPARO_TEST_DATABASE", "")


@dataclass
class Installation:
    var: Path
    database: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def surroundings(self) -> dict[str, str]:
        own = {name: text for name, text in os.environ.items() if not name.startswith("AMPARO_")}
        own |= {
            "DJANGO_SETTINGS_MODULE": "amparo.settings",
            "AMPARO_VAR": str(self.var),
            "AMPARO_SETTINGS": str(self.var / "none.env"),
            "PYTHONPATH": str(ROOT),
        }
        if self.database:
            own["AMPARO_DATABASE"] = self.database
        return own | self.more

    @property
    def sqlite(self) -> Path:
        return self.var / "amparo.sqlite3"

    def python(self, *words: str, **more) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *words],
            env=self.surroundings, cwd=ROOT, capture_output=True, text=True, timeout=120, **more,
        )  # fmt: skip

    def run(self, *words: str, **more) -> subprocess.CompletedProcess:
        """A verb, whatever its exit code."""
        return self.python("-m", "amparo", *words, **more)

    def amparo(self, *words: str, **more) -> str:
        """A verb that must do what it is asked."""
        ran = self.run(*words, **more)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def ask(self, code: str) -> str:
        """What Python says inside this installation."""
        ran = self.python("-c", f"import django; django.setup()\n{code}")
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    def verdict(self) -> dict:
        return json.loads(self.run("audit", "verify", "--json").stdout)


def _address(name: str) -> str:
    return f"{SERVER.rpartition('/')[0]}/{name}" if SERVER else ""


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as held:
        held.execute(statement)


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """The town of the tests in a database of its own, made once."""
    made = Installation(tmp_path_factory.mktemp("keeping"), _address("keeping_template"))
    if SERVER:
        _on_server("create database keeping_template")
    ran = made.python(str(Path(__file__).with_name("make_installation.py")))
    assert ran.returncode == 0, ran.stderr
    yield made
    if SERVER:
        _on_server("drop database keeping_template")


@pytest.fixture
def installation(template, tmp_path):
    shutil.copytree(template.var, tmp_path / "var")
    own = Installation(tmp_path / "var", _address("keeping"))
    if SERVER:
        _on_server("create database keeping template keeping_template")
    yield own
    if SERVER:
        _on_server("drop database if exists keeping with (force)")


@pytest.fixture
def on_sqlite():
    if SERVER:
        pytest.skip("about files of SQLite")
