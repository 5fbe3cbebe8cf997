"""Setting up again changes nothing, and never makes a key where records wait for the old one."""

import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection

from amparo.core import setup
from amparo.core.errors import NotPossible


@pytest.fixture
def said():
    return []


@pytest.fixture
def own_keys(settings, tmp_path):
    settings.KEY_RING_FILE = tmp_path / "keys" / "ring.json"
    settings.SECRET_KEY_FILE = tmp_path / "keys" / "secret_key"
    settings.KEY_STORE_FILE = tmp_path / "keystore" / "keys.sqlite3"
    return settings


def test_keys_are_made_once_and_only_for_their_owner(own_keys, said, monkeypatch):
    monkeypatch.setattr(setup, "_has_records", lambda: False)
    setup.keys(said.append)
    files = [own_keys.KEY_RING_FILE, own_keys.SECRET_KEY_FILE]
    before = [file.read_bytes() for file in files]
    setup.keys(said.append)
    assert [file.read_bytes() for file in files] == before
    assert said == ["Made a key ring.", "Made a secret key."]
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)
    assert len(before[1]) >= 50


@pytest.mark.django_db
def test_a_lost_key_ring_is_not_replaced_where_records_lie(own_keys, said, monkeypatch):
    monkeypatch.setattr(setup, "_has_records", lambda: "audit_event" in setup.database.names())
    with pytest.raises(NotPossible, match="bring back the key ring"):
        setup.keys(said.append)
    assert not own_keys.KEY_RING_FILE.exists()


def test_a_real_installation_gets_no_keys_from_set_up(own_keys, said):
    own_keys.DEMONSTRATION = False
    setup.keys(said.append)
    assert not own_keys.KEY_RING_FILE.exists()


@pytest.mark.django_db
def test_tables_that_are_there_are_left_alone(said):
    setup.tables(said.append)
    assert said == []


@pytest.mark.django_db
def test_the_cache_table_is_made_if_it_is_missing(said, settings):
    name = settings.CACHES["default"]["LOCATION"]
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {name}")
    setup.tables(said.append)
    assert name in setup.database.names()


def test_static_files_are_gathered_once_and_again_when_one_changes(settings, tmp_path, said):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "static", [source]
    for _ in range(2):
        setup.static(said.append)
    assert len(said) == 1
    (source / "a.css").write_text("a { color: black }")
    setup.static(said.append)
    assert len(said) == 2
    assert "black" in (tmp_path / "static" / "a.css").read_text()


def test_a_broken_static_file_stops_the_set_up(settings, tmp_path, said):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a { background: url(nowhere.png) }")
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "static", [source]
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    with pytest.raises(Exception, match="nowhere"):
        setup.static(said.append)
    assert not (tmp_path / "static" / ".gathered").exists()


def test_the_demonstration_is_loaded_only_in_a_demonstration(settings, said, monkeypatch):
    called = []
    monkeypatch.setattr(setup, "call_command", lambda *words: called.append(words))
    setup.demonstration(said.append)
    settings.DEMONSTRATION = False
    setup.demonstration(said.append)
    assert called == [("demo", "load")]


def test_the_command_goes_through_every_step(monkeypatch):
    gone_through = []
    steps = [lambda say, n=n: gone_through.append(n) for n in range(3)]
    monkeypatch.setattr(setup, "STEPS", steps)
    call_command("prepare")
    assert gone_through == [0, 1, 2]


WITHOUT_PANGO = """
import sys
from amparo.core import printing
from amparo.core.decisions import Refused
sys.modules.pop("weasyprint", None)
import cffi
def missing(self, *names):
    raise OSError("no such library")
cffi.FFI.dlopen = missing
try:
    printing.weasyprint(or_say="No PDF can be made here.")
except Refused as refusal:
    print(refusal)
"""


def test_a_machine_without_the_printing_library_says_so_in_words(tmp_path):
    ran = subprocess.run([sys.executable, "-c", WITHOUT_PANGO], capture_output=True, text=True)
    assert ran.stdout == "No PDF can be made here.\n"
    assert "Traceback" not in ran.stderr
