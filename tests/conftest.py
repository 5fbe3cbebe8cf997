"""What every test stands on: own keys, no network, a log that can be emptied between tests."""

import ipaddress
import os
import shutil
import socket
from zlib import crc32

import pytest


def pytest_configure():
    import hypothesis
    from django.conf import settings

    # On a busy machine an example takes long to draw; that says nothing about the code.
    slow = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=slow)
    hypothesis.settings.load_profile("house")

    from amparo.core import keyring

    # The same in each process, which can then read what another one prepared.
    master, root = (bytes([byte]) * keyring.KEY_BYTES for byte in b"AZ")
    keyring.keep(keyring.Ring(1, {1: master}, root), settings.KEY_RING_FILE)


# What a test asks for when it touches a database: by itself, in a browser, or in another process.
# (`server` starts the processes of the installations in tests/keeping.)
MARKS, FIXTURES = ("django_db", "browser"), {"db", "transactional_db", "server"}
# Set by `make test`, which asks either database half of what both would answer alike, and tells
# a story in one language.
SHARED = bool(os.environ.get("AMPARO_TEST_SHARED"))


def pytest_collection_modifyitems(config, items):
    _keep_journeys_together(items)
    _leave_out(config, items, _is_said_by_the_other_database)
    _leave_out(config, items, _is_told_in_the_other_language)
    # Installations take longest. Begun last, one of them would run alone beside idle processes.
    items.sort(key=lambda item: item.path.parent.name != "keeping")


def _keep_journeys_together(items):
    """A file of journeys goes on where it began, in one process, unless it says how to cut it."""
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def _leave_out(config, items, said_elsewhere):
    rest = [item for item in items if said_elsewhere(item)]
    if rest:
        config.hook.pytest_deselected(items=rest)
        items[:] = [item for item in items if not said_elsewhere(item)]


def _is_said_by_the_other_database(item):
    """What touches no database says on PostgreSQL what it said on SQLite.

    The rest `make test` asks of one of them, chosen by its name, but for what each does in a way
    of its own; `make databases` asks everything of both, and what lies behind every installation.
    """
    on_postgres = bool(os.environ.get("AMPARO_TEST_DATABASE"))
    if not _touches_a_database(item):
        return on_postgres
    if not SHARED or item.get_closest_marker("browser"):
        return False
    if item.get_closest_marker("history"):
        return True
    half = on_postgres == bool(crc32(item.nodeid.encode()) % 2)
    return not half and not _differs_between_databases(item)


def _is_told_in_the_other_language(item):
    """A story is told by `make test` in one language, chosen by its name; `make stories` tells
    each in both."""
    room = item.path.relative_to(item.config.rootpath / "tests").parts[0]
    told_in = hasattr(item, "callspec") and item.callspec.params.get("language")
    if not SHARED or not told_in or room != "functional":
        return False
    return told_in != ("es", "en")[crc32(item.originalname.encode()) % 2]


def _differs_between_databases(item):
    """Locks, triggers, simultaneous writers; backups and upgrades of installations."""
    room = item.path.relative_to(item.config.rootpath / "tests").parts[0]
    mark = item.get_closest_marker("django_db")
    return room in ("keeping", "audit") or bool(mark and mark.kwargs.get("transaction"))


def _touches_a_database(item):
    marked = any(item.get_closest_marker(name) for name in MARKS)
    return marked or bool(FIXTURES & set(item.fixturenames))


def pytest_report_header():
    from django.db import connection

    return f"database: {connection.vendor}"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings, tmp_path_factory):
    """Migrate once a run, not once in each process of tests: Django keeps the copy it finds."""
    from django.db import connection

    from tests import tables

    tables.copy_to(connection.creation._get_test_db_name(), tmp_path_factory)
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Take the append-only triggers away, or no test database could ever be emptied.

    `append_only` puts them back for the tests that are about them.
    """
    from django.db import connection

    from amparo.audit import triggers

    with django_db_blocker.unblock():
        triggers.remove(connection)


@pytest.fixture
def append_only(request):
    """The log with its triggers, as every installation has it. Needs a database fixture first."""
    from django.db import connection

    from amparo.audit import triggers

    triggers.install(connection)
    yield
    triggers.remove(connection)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Anchors, mails and files of one test are not those of another."""
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchors" / "audit.jsonl"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture(autouse=True)
def in_english(request):
    """Policies are asked for their reasons in English; their Spanish is asked elsewhere."""
    from django.utils import translation

    with translation.override("en" if request.path.name.startswith("test_policies") else None):
        yield


@pytest.fixture
def own_keys(settings, tmp_path):
    """A ring and a key store of this test's own, for what rotates or destroys keys."""
    from amparo.core import keyring, keystore

    settings.KEY_RING_FILE = tmp_path / "keys" / "ring.json"
    settings.KEY_STORE_FILE = tmp_path / "keystore" / "keys.sqlite3"
    keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
    yield
    keystore.close()


@pytest.fixture(scope="session")
def browser():
    """The browser of the system, one for all journeys: nothing is downloaded."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    assert chromium, "Chromium is not installed; `make test` installs it as root."
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    # Playwright keeps a loop running in this thread; Django must not take its queries for async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Only this machine can be reached; a test that tries anything else fails."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _local_only(getattr(socket.socket, name)))
    patch.setattr(socket, "getaddrinfo", _local_names(socket.getaddrinfo))
    yield
    patch.undo()


def _local_only(original):
    def connect(self, address, *args):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            raise RuntimeError("A test tried to reach the network.")
        return original(self, address, *args)

    return connect


def _local_names(original):
    def getaddrinfo(host, *args, **kwargs):
        if host is not None and not _is_local(host):
            raise RuntimeError("A test tried to look up a name on the network.")
        return original(host, *args, **kwargs)

    return getaddrinfo


def _is_local(host) -> bool:
    host = host.decode() if isinstance(host, bytes) else str(host)
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
