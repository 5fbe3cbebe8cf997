"""A real browser before the real server, set up by `amparo prepare` and run by `amparo serve`.

On PostgreSQL where AMPARO_TEST_DATABASE names one (`make test` does), on SQLite elsewhere.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
AMPARO = [sys.executable, "-m", "amparo"]
DATABASE = "journeys"


@dataclass
class Site:
    """The demonstration as it is served: its address, and its members."""

    url: str
    surroundings: dict[str, str]
    states: dict[str, dict] = field(default_factory=dict)

    def run(self, *words: str) -> str:
        """A verb of ./bin/amparo on this demonstration, and what it printed."""
        command = [*AMPARO, *words]
        ran = subprocess.run(
            command, env=self.surroundings, cwd=ROOT, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def password(self, member: str) -> str:
        rows = json.loads(self.run("demo", "members", "--json"))
        return next(row["password"] for row in rows if row["member"] == member)

    def code(self, member: str) -> str:
        return self.run("demo", "code", member).strip()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    surroundings = os.environ | _surroundings(tmp_path_factory.mktemp("site"))
    subprocess.run([*AMPARO, "prepare"], env=surroundings, cwd=ROOT, check=True)
    serve = [*AMPARO, "serve", "--port", "8600"]
    with subprocess.Popen(
        serve, env=surroundings, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        lines = iter(server.stdout.readline, "")
        url = next((line.strip() for line in lines if line.startswith("http://")), None)
        assert url, "The server did not start; its words stand above."
        yield Site(url, surroundings)
        server.terminate()


def _surroundings(var: Path) -> dict[str, str]:
    own = {
        "DJANGO_SETTINGS_MODULE": "amparo.settings",
        "AMPARO_VAR": str(var),
        "AMPARO_SETTINGS": str(var / "none.env"),
        "AMPARO_DATABASE": "",
    }
    address = os.environ.get("AMPARO_TEST_DATABASE")
    if address:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"drop database if exists {DATABASE}")
            server.execute(f"create database {DATABASE}")
        own["AMPARO_DATABASE"] = f"{address.rpartition('/')[0]}/{DATABASE}"
    return own


@pytest.fixture
def visit(site, browser):
    """`visit("ana")` opens the site as Ana, `visit(None)` as nobody. Complaints fail the test."""
    contexts, complaints = [], []

    def open_as(member: str | None, **look):
        kept = site.states.get(member) if member else None
        context = browser.new_context(base_url=site.url, storage_state=kept, **look)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.goto("/")
        if member and not kept:
            _sign_in(site, page, member)
            # A code opens once only, so the next journey of this member goes on from here.
            site.states[member] = context.storage_state()
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []


def _sign_in(site: Site, page, member: str) -> None:
    page.fill("input[name=login]", member)
    page.fill("input[name=password]", site.password(member))
    page.press("input[name=password]", "Enter")
    page.fill("input[name=code]", site.code(member))
    page.press("input[name=code]", "Enter")
    page.wait_for_url(lambda url: "/account/" not in url)
