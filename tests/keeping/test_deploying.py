"""What is handed to whoever deploys names nothing that does not exist."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from amparo.core.serving import free_port
from tests.keeping.conftest import ROOT

NAME = re.compile(r"\bAMPARO_[A-Z_]+\b")


def read_by_the_settings():
    return set(re.findall(r'"(AMPARO_[A-Z_]+)"', (ROOT / "amparo/settings.py").read_text()))


@pytest.mark.parametrize("path", sorted(p for p in (ROOT / "deploy").rglob("*") if p.is_file()))
def test_a_deployed_file_names_only_settings_that_exist(path):
    assert set(NAME.findall(path.read_text())) <= read_by_the_settings()


def test_the_service_starts_a_verb_that_exists_where_the_ring_is_opened():
    from django.core.management import get_commands

    from amparo.site.installing import USUAL

    unit = (ROOT / "deploy/systemd/amparo.service").read_text()
    (verb,) = re.findall(r"ExecStart=\S+/amparo (\w+)", unit)
    assert verb in get_commands()
    assert f"ConditionPathExists={USUAL['key_ring']}" in unit
    assert USUAL["folder"] in unit
    assert f"{USUAL['folder']}-keys" in unit


def program(name):
    """A program of the system that judges a file of its own. `make test` does not install it."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


@pytest.fixture
def certificate(tmp_path):
    """A certificate that nobody trusts, where the example of a proxy looks for one."""
    openssl = program("openssl")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=registro.example.org", "-keyout", tmp_path / "key.pem", "-out",
         tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return tmp_path


def test_nginx_takes_the_example(certificate):
    example = (ROOT / "deploy/nginx.conf").read_text()
    example = example.replace("/etc/ssl/registro", str(certificate))
    # Doors of its own: it is judged without the right to open 80 and 443.
    for port in ("443", "80"):
        example = example.replace(f"listen {port}", f"listen unix:{certificate}/{port}")
    whole = certificate / "whole.conf"
    whole.write_text(
        f"pid {certificate}/pid; error_log stderr; events {{}} http {{ access_log off; {example} }}"
    )
    command = [program("nginx"), "-t", "-p", str(certificate), "-c", str(whole)]
    judged = subprocess.run(command, capture_output=True, text=True)
    assert judged.returncode == 0, judged.stderr
    assert "[warn]" not in judged.stderr


@pytest.fixture
def nginx(certificate):
    """nginx by the example, before a site that does not run; with the log of what goes wrong."""
    example = (ROOT / "deploy/nginx.conf").read_text()
    example = example.replace("/etc/ssl/registro", str(certificate))
    for port in ("443", "80"):
        example = example.replace(f"listen {port}", f"listen unix:{certificate}/{port}")
    example = example.replace("127.0.0.1:8000", f"127.0.0.1:{free_port(24000)}")
    log, whole = certificate / "errors", certificate / "whole.conf"
    log.touch(mode=0o666)
    places = "".join(
        f"{kind}_temp_path {certificate}/{kind}; "
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    before = f"daemon off; pid {certificate}/pid; error_log {log}; events {{}}"
    whole.write_text(f"{before} http {{ {places}{example} }}")
    command = [program("nginx"), "-p", str(certificate), "-c", str(whole), "-e", str(log)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        door = certificate / "443"
        for _ in range(100):
            if door.exists():
                break
            time.sleep(0.1)
        yield door, log
        running.terminate()


def asked_by_tls(door, path):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.socket(socket.AF_UNIX) as plain:
        plain.settimeout(20)
        plain.connect(str(door))
        with context.wrap_socket(plain, server_hostname="registro.example.org") as tls:
            tls.sendall(f"GET {path} HTTP/1.0\r\nHost: registro.example.org\r\n\r\n".encode())
            return tls.recv(64).split()[1]


def test_nginx_writes_no_secret_address_when_the_site_is_down(nginx):
    door, log = nginx
    for path in (
        "/a/SECRET-OF-ANA.ics",
        "/m/SECRET-OF-A-TIP/",
        "/s/SECRET-OF-A-SEARCH/",
        "/health/",
    ):
        assert asked_by_tls(door, path) == b"502", path
    written = log.read_text()
    assert "GET /health/" in written
    assert "SECRET" not in written


def test_caddy_takes_the_example(tmp_path):
    example = ["--config", str(ROOT / "deploy/Caddyfile"), "--adapter", "caddyfile"]
    home = os.environ | {"HOME": str(tmp_path)}
    command = [program("caddy"), "validate", *example]
    judged = subprocess.run(command, env=home, capture_output=True, text=True)
    assert judged.returncode == 0, judged.stderr


class Behind(BaseHTTPRequestHandler):
    """Stands where the site stands, and notes what arrives."""

    def do_POST(self):
        self.server.arrived.append(self.headers.items())
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *words):
        pass


@pytest.fixture
def proxied(tmp_path):
    """Caddy by the example, before a server that tells what reached it."""
    behind = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    behind.arrived = []
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    port = free_port(24000)
    example = (ROOT / "deploy/Caddyfile").read_text()
    example = example.replace("registro.example.org", f"http://127.0.0.1:{port}")
    example = example.replace("127.0.0.1:8000", f"127.0.0.1:{behind.server_port}")
    config = tmp_path / "Caddyfile"
    # The example has options of its own: there is one block of them.
    config.write_text(example.replace("{", "{\n\tadmin off\n\tauto_https off", 1))
    command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)]
    home = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    with subprocess.Popen(command, env=home, stderr=subprocess.DEVNULL) as caddy:
        behind.door = _opened(port)
        yield behind
        caddy.terminate()
    behind.shutdown()
    behind.server_close()


def _opened(port):
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("Caddy does not answer.")


HEAD = "POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n"


def test_a_form_that_never_ends_does_not_reach_the_site(proxied):
    """The site has a few threads; whoever sends a letter a minute would hold one with each form."""
    with proxied.door as door:
        door.sendall(f"{HEAD}\r\n12345".encode())
        time.sleep(0.3)
        assert proxied.arrived == []
        door.sendall(b"67890")
        assert door.recv(100).startswith(b"HTTP/1.1 204")
    assert len(proxied.arrived) == 1


@pytest.mark.parametrize("name", ["X_Forwarded_For", "X-Forwarded_For", "x_forwarded-for"])
def test_nobody_says_herself_where_she_comes_from(proxied, name):
    """Behind a proxy "_" and "-" are the same: the limits for each address would be no limits."""
    with proxied.door as door:
        door.sendall(
            f"{HEAD}{name}: 6.6.6.6\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n1234567890".encode()
        )
        assert door.recv(100).startswith(b"HTTP/1.1 204")
    assert "6.6.6.6" not in str(proxied.arrived)


@pytest.mark.parametrize("unit", ["amparo.service", "amparo.path"])
def test_systemd_takes_the_units(unit, tmp_path):
    for path in (ROOT / "deploy/systemd").iterdir():
        # The release stands elsewhere here than on the server.
        text = path.read_text().replace("/opt/amparo", str(ROOT))
        (tmp_path / path.name).write_text(text)
    command = [program("systemd-analyze"), "verify", "--man=no", str(tmp_path / unit)]
    judged = subprocess.run(command, capture_output=True, text=True)
    assert judged.returncode == 0, judged.stderr
    assert unit not in judged.stderr, judged.stderr


def test_the_service_may_write_wherever_an_installation_writes():
    from amparo.site.installing import USUAL

    unit = (ROOT / "deploy/systemd/amparo.service").read_text()
    folders = " ".join(re.findall(r"^ReadWritePaths=(.+)$", unit, re.M)).split()
    made = [folder for folder in folders if not folder.startswith("-")]
    for name in ("folder", "key_ring"):
        assert any(USUAL[name].startswith(folder) for folder in made), name
    # systemd does not start a unit while a folder named without a dash is missing.
    tmpfiles = (ROOT / "deploy/systemd/amparo.tmpfiles").read_text()
    assert all(folder == USUAL["folder"] or f"d {folder} " in tmpfiles for folder in made)
