"""The real server with the whole demonstration, on PostgreSQL where one is given."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "amparo_thread"


@dataclass(frozen=True)
class Demonstration:
    address: str
    environment: dict
    signed_in: dict = field(default_factory=dict)

    @property
    def passwords(self) -> dict:
        return json.loads((Path(self.environment["AMPARO_VAR"]) / "demo-members.json").read_text())

    def amparo(self, *words: str) -> str:
        command = [sys.executable, "-m", "amparo", *words]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout


def _database() -> dict:
    """A database of its own beside the one that the other tests use."""
    address = os.environ.get("AMPARO_TEST_DATABASE")
    if not address:
        return {}
    import psycopg

    parts = urlsplit(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"drop database if exists {DATABASE}")
        connection.execute(f"create database {DATABASE}")
    return {"AMPARO_DATABASE": urlunsplit(parts._replace(path=f"/{DATABASE}"))}


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    var = tmp_path_factory.mktemp("thread")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AMPARO_")}
    environment |= {"AMPARO_VAR": str(var), "AMPARO_SETTINGS": str(var / "settings.env")}
    environment |= {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "amparo.settings"}
    environment |= _database()
    prepare = [sys.executable, "-m", "amparo", "prepare"]
    subprocess.run(prepare, env=environment, cwd=ROOT, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
    serve = [*granian, "--host", "127.0.0.1", "--port", str(port), "amparo.wsgi:application"]
    with (var / "server.log").open("w") as log:
        server = subprocess.Popen(serve, env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/health")
        yield Demonstration(f"http://localhost:{port}", environment)
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not start.")


@pytest.fixture
def enter(browser, demonstration):
    """Open a window of a member, signed in with password and second factor."""
    opened = []

    def enter(username: str, *, width: int = 1280, language: str = "es"):
        context = browser.new_context(
            base_url=demonstration.address,
            locale=language,
            viewport={"width": width, "height": 800},
            storage_state=demonstration.signed_in.get(username),
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if username not in demonstration.signed_in:
            sign_in(page, username)
            demonstration.signed_in[username] = context.storage_state()
        page.goto("/roles/")
        if page.locator("html").get_attribute("lang") != language:
            page.locator(f".language [value={language}]").click()
        return page

    def sign_in(page, username: str):
        # Once for each member: a code of a second factor is good for one sign-in only.
        page.goto("/account/login/")
        page.fill("#id_login", username)
        page.fill("#id_password", demonstration.passwords[username])
        page.locator("form:has(#id_password) .button").first.click()
        page.fill("#id_code", demonstration.amparo("demo", "code", username).strip())
        page.locator("form:has(#id_code) .button").first.click()
        page.wait_for_url(lambda url: "/account/" not in url)

    yield enter
    for context in opened:
        context.close()
