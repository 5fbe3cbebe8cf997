"""The real server on a copy of the demonstration, and browsers before it.

The demonstration is set up by `amparo prepare` once a run, and served by `amparo serve` with its
worker and its clock, on PostgreSQL where AMPARO_TEST_DATABASE names one (`make test` does), on
SQLite elsewhere.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from allauth.mfa.totp.internal import auth as totp

from tests import ground
from tests.journeys.looking import watch

ROOT = Path(__file__).resolve().parents[1]
AMPARO = [sys.executable, "-m", "amparo"]
# Processes of tests that run side by side have a server each, far enough apart to find a free port.
NUMBER = ground.WORKER.removeprefix("gw")
PORT = 8600 + 60 * (int(NUMBER) if NUMBER.isdecimal() else 0)
PREPARED = "journeys_prepared"
# Seconds: a test that begins then is done before she is asked again.
STILL_SAID = 8 * 60
THINGS = "things.json"


@dataclass
class Site:
    """The demonstration as it is served: its address, its files, and its members."""

    url: str
    surroundings: dict[str, str]
    # What the pages are about: names of things and their ids.
    things: dict[str, str]
    server: "Server"
    states: dict[str, dict] = field(default_factory=dict)
    # When each said who she is: pages with an identity ask again after a quarter of an hour.
    said: dict[str, float] = field(default_factory=dict)

    @property
    def var(self) -> Path:
        return Path(self.surroundings["AMPARO_VAR"])

    def run(self, *words: str) -> str:
        """A verb of ./bin/amparo on this demonstration, and what it printed."""
        return _ran([*AMPARO, *words], self.surroundings)

    @cached_property
    def passwords(self) -> dict[str, str]:
        rows = json.loads(self.run("demo", "members", "--json"))
        return {row["member"]: row["password"] for row in rows}

    def code(self, member: str) -> str:
        """What her telephone shows now. (`demo code` says it too, and takes seconds to start.)"""
        counter = int(time.time()) // totp.app_settings.TOTP_PERIOD
        secret = self.things[f"telephone of {member}"]
        return totp.format_hotp_value(totp.hotp_value(secret, counter))

    @contextmanager
    def held_by_another(self, statement: str) -> Iterator[None]:
        """What a statement takes on PostgreSQL is held; on SQLite, the one lock it has."""
        address = self.surroundings["AMPARO_DATABASE"]
        if address:
            with psycopg.connect(address) as other:
                other.execute(statement)
                yield
        else:
            other = sqlite3.connect(self.var / "amparo.sqlite3", isolation_level=None)
            other.execute("begin immediate")
            yield
            other.close()

    @contextmanager
    def without_room(self, table: str) -> Iterator[None]:
        """PostgreSQL answers as it does when its disk is full, to whoever changes a table."""
        address = self.surroundings["AMPARO_DATABASE"]
        if not address:
            pytest.skip(
                "SQLite has no way to say so from outside; tests/site/test_not_saved.py has"
            )
        with psycopg.connect(address, autocommit=True) as other:
            other.execute(
                "create function no_room() returns trigger language plpgsql as "
                "$$ begin raise exception 'no room' using errcode = 'disk_full'; end $$"
            )
            other.execute(
                f"create trigger no_room before update on {table} "
                "for each row execute function no_room()"
            )
            yield
            other.execute("drop function no_room cascade")

    @contextmanager
    def without_its_keys(self) -> Iterator[None]:
        ring = self.var / "keys" / "ring.json"
        away = ring.rename(ring.with_suffix(".away"))
        yield
        away.rename(ring)

    def sign_in(self, page, member: str) -> None:
        """With both factors, once for each member: a code opens the door once only."""
        if member in self.states:
            page.context.add_cookies(self.states[member]["cookies"])
            if time.monotonic() - self.said[member] > STILL_SAID:
                page.goto("/account/reauthenticate/")
                self.say_again(page, member)
            return
        self.first_step(page, member)
        page.fill("input[name=code]", self.code(member))
        page.press("input[name=code]", "Enter")
        page.wait_for_url(lambda url: "/account/" not in url)
        self.states[member] = page.context.storage_state()
        self.said[member] = time.monotonic()

    def say_again(self, page, member: str) -> None:
        page.fill("input[name=password]", self.passwords[member])
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/reauthenticate/" not in url)
        self.said[member] = time.monotonic()

    def first_step(self, page, member: str) -> None:
        page.goto("/account/login/")
        page.fill("input[name=login]", member)
        page.fill("input[name=password]", self.passwords[member])
        page.press("input[name=password]", "Enter")
        page.wait_for_selector("input[name=code]")

    def open(self, page, address: str, member: str | None):
        """Go there and nowhere else; say again who she is if a quarter of an hour has passed."""
        answer = page.goto(address)
        wanted, asked = urlsplit(address).path, "/reauthenticate/"
        if asked in page.url and asked not in wanted:
            self.say_again(page, member)
            answer = page.goto(address)
        assert urlsplit(page.url).path == wanted, "it sends elsewhere"
        return answer


@dataclass
class Server:
    """`amparo serve`, which may be stopped in the middle of its work and started again."""

    port: int
    surroundings: dict[str, str]
    process: subprocess.Popen | None = None

    def start(self) -> str:
        serve = [*AMPARO, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            serve, env=self.surroundings, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        lines = iter(self.process.stdout.readline, "")
        url = next((line.strip() for line in lines if line.startswith("http://")), None)
        assert url, "The server did not start; its words stand above."
        return url

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        self.stop()
        yield
        self.start()


def _ran(command: list[str], surroundings: dict[str, str]) -> str:
    ran = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@contextmanager
def served(tmp_path_factory, name: str, port: int = PORT) -> Iterator[Site]:
    """A copy of the demonstration of its own, served until the block ends."""
    prepared = ground.once(tmp_path_factory, "demonstration", _prepare)
    var = tmp_path_factory.mktemp(name) / "var"
    shutil.copytree(prepared / "var", var)
    database = ground.new_database(f"{name}_{ground.WORKER}", template=PREPARED)
    surroundings = _surroundings(var, database)
    server = Server(port, surroundings)
    url = server.start()
    try:
        yield Site(url, surroundings, json.loads((prepared / THINGS).read_text()), server)
    finally:
        server.stop()


@contextmanager
def visitors(site: Site, browser) -> Iterator[Callable]:
    """`visit("ana")` opens the site as Ana, `visit(None)` as nobody. Complaints fail the test."""
    contexts, complaints = [], []

    def open_as(member: str | None, *, width: int = 1280, language: str = "es", **look):
        look = {"viewport": {"width": width, "height": 800}, "locale": language} | look
        context = browser.new_context(base_url=site.url, **look)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        watch(page, complaints)
        if member:
            site.sign_in(page, member)
        page.goto("/")
        speak(page, language)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []


def speak(page, language: str) -> None:
    """Members carry their language with them; switch if this one reads another."""
    if page.locator("html").get_attribute("lang") != language:
        if not page.locator(f".language [value={language}]").first.is_visible():
            page.locator("[popovertarget=menu]").first.click()
        page.locator(f".language [value={language}]").first.click()


def _prepare(folder: Path) -> None:
    """The demonstration, and what the pages are about, made through actions."""
    surroundings = _surroundings(folder / "var", ground.new_database(PREPARED))
    _ran([*AMPARO, "prepare"], surroundings)
    make = Path(__file__).parent / "journeys" / "make_things.py"
    (folder / THINGS).write_text(_ran([sys.executable, str(make)], surroundings))


def _surroundings(var: Path, database: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "amparo.settings",
        "PYTHONPATH": str(ROOT),
        "AMPARO_VAR": str(var),
        "AMPARO_SETTINGS": str(var / "none.env"),
        "AMPARO_DATABASE": database,
        # On a busy machine minutes pass between two pages of one member.
        "AMPARO_IDLE_SECONDS": "3600",
        # Somebody is waited for in vain on purpose; that is long enough for everyone else.
        "AMPARO_LOCK_SECONDS": "4",
    }
