"""Ana opens cases, Ada administers; and the real server with both of them for the browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions
from tests.town import town  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "cuatro palabras sin pareja"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def in_english():
    """A request leaves its language behind in its thread; each test starts anew."""
    with translation.override("en"):
        yield


@pytest.fixture
def house(db):
    luz = actions.found_agency(
        by=agencies.OPERATOR, code="luz", name="Casa Luz (invented)", kind="shelter"
    )

    def enrol(username, role, language="en"):
        return actions.enrol(
            by=agencies.OPERATOR,
            username=username,
            display_name=f"{username.title()} Invented",
            agency=luz,
            role=role,
            password=PASSWORD,
            email=f"{username}@example.org",
            language=language,
        )

    return SimpleNamespace(
        ana=enrol("ana", "caseworker"), ada=enrol("ada", "administrator"), luz=luz
    )


@dataclass(frozen=True)
class Site:
    address: str
    var: Path


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The real server on files of its own, as `make run` starts it."""
    var = tmp_path_factory.mktemp("site")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AMPARO_")}
    environment |= {
        "AMPARO_VAR": str(var),
        "AMPARO_SETTINGS": str(var / "settings.env"),
        "AMPARO_SECRET_KEY": "a key that only tests know",
        "DJANGO_SETTINGS_MODULE": "amparo.settings",
        "PYTHONPATH": str(ROOT),
    }
    made = Path(__file__).with_name("make_site.py")
    subprocess.run([sys.executable, str(made)], env=environment, cwd=ROOT, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
    serve = [*granian, "--host", "127.0.0.1", "--port", str(port), "amparo.wsgi:application"]
    with (var / "server.log").open("w") as log:
        server = subprocess.Popen(serve, env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/health", var / "server.log")
        # Passkeys refuse numeric addresses.
        yield Site(f"http://localhost:{port}", var)
    finally:
        server.terminate()
        server.wait(20)


def _wait(address, log):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")
