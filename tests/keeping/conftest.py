"""A whole installation with files and a database of its own, kept by real child processes."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import ground

ROOT = Path(__file__).resolve().parents[2]


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
COPY, INSTALLED = f"keeping_copy_{ground.WORKER}", f"keeping_installed_{ground.WORKER}"
TEMPLATE = "keeping_town"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory, server):
    """The town of the tests in a database of its own, made once for all processes of tests."""

    def make(folder):
        made = Installation(folder, server, ground.new_database(TEMPLATE))
        made.ask("from tests.keeping.make_installation import main; main()")

    return ground.once(tmp_path_factory, TEMPLATE, make)


@pytest.fixture
def installation(template, server, tmp_path):
    shutil.copytree(template, tmp_path / "var")
    yield Installation(tmp_path / "var", server, ground.new_database(COPY, template=TEMPLATE))
    ground.drop_database(COPY)


@pytest.fixture
def on_sqlite():
    if ground.SERVER:
        pytest.skip("about files of SQLite")
