"""What is handed to whoever deploys names nothing that does not exist."""

import os
import re
import shutil
import subprocess

import pytest

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


def test_caddy_takes_the_example(tmp_path):
    example = ["--config", str(ROOT / "deploy/Caddyfile"), "--adapter", "caddyfile"]
    home = os.environ | {"HOME": str(tmp_path)}
    command = [program("caddy"), "validate", *example]
    judged = subprocess.run(command, env=home, capture_output=True, text=True)
    assert judged.returncode == 0, judged.stderr


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
