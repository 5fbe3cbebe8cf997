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


class Server:
    """See fork_server: a process for each verb, without starting Python for each."""

    def __init__(self, folder: Path):
        self.folder, self.asked = folder, 0
        surroundings = Installation(folder / "none", self).surroundings
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("fork_server.py"))],
            env=surroundings, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, surroundings, *, words=(), code=None, input="", largest_file=0):
        self.asked += 1
        ways = {name: str(self.folder / f"{self.asked}.{name}") for name in ("in", "out", "err")}
        Path(ways["in"]).write_text(input)
        request = ways | {"surroundings": surroundings, "words": words, "code": code}
        self.process.stdin.write(json.dumps(request | {"largest_file": largest_file}) + "\n")
        self.process.stdin.flush()
        ended = int(self.process.stdout.readline())
        said, complained = (Path(ways[name]).read_text() for name in ("out", "err"))
        return subprocess.CompletedProcess(words, ended, said, complained)

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


@dataclass
class Installation:
    var: Path
    server: "Server"
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
        """A Python of its own, started anew."""
        return subprocess.run(
            [sys.executable, *words],
            env=self.surroundings, cwd=ROOT, capture_output=True, text=True, timeout=120, **more,
        )  # fmt: skip

    def run(self, *words: str, **more) -> subprocess.CompletedProcess:
        """A verb in a process of its own, whatever its exit code."""
        return self.server.ask(self.surroundings, words=words, **more)

    def tries(self, code: str) -> subprocess.CompletedProcess:
        return self.server.ask(self.surroundings, code=code)

    def amparo(self, *words: str, **more) -> str:
        """A verb that must do what it is asked."""
        ran = self.run(*words, **more)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def ask(self, code: str) -> str:
        """What Python says inside this installation."""
        ran = self.tries(code)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    def verdict(self) -> dict:
        return json.loads(self.run("audit", "verify", "--json").stdout)


# Test processes that run side by side share the server, so each has databases of its own.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
COPY, TEMPLATE, INSTALLED = (f"keeping_{what}_{WORKER}" for what in ("copy", "made", "installed"))


def _address(name: str) -> str:
    return f"{SERVER.rpartition('/')[0]}/{name}" if SERVER else ""


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as held:
        held.execute(statement)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory, server):
    """The town of the tests in a database of its own, made once."""
    made = Installation(tmp_path_factory.mktemp("made"), server, _address(TEMPLATE))
    if SERVER:
        _on_server(f"create database {TEMPLATE}")
    made.ask("from tests.keeping.make_installation import main; main()")
    yield made
    if SERVER:
        _on_server(f"drop database {TEMPLATE}")


@pytest.fixture
def installation(template, server, tmp_path):
    shutil.copytree(template.var, tmp_path / "var")
    own = Installation(tmp_path / "var", server, _address(COPY))
    if SERVER:
        _on_server(f"create database {COPY} template {TEMPLATE}")
    yield own
    if SERVER:
        _on_server(f"drop database if exists {COPY} with (force)")


@pytest.fixture
def on_sqlite():
    if SERVER:
        pytest.skip("about files of SQLite")
