"""An installation from nothing to its first administrator, and everything that keeps it shut."""

import re
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from tests import ground
from tests.keeping.conftest import INSTALLED, Installation

FIT = (
    "from amparo.core import serving\n"
    "try: serving.refuse_if_unfit(); print('fit')\n"
    "except Exception as error: print(error.exit_code, error)"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory, server):
    """`amparo install` with all its answers given, once for this file."""
    memory = Path(tempfile.mkdtemp(dir="/dev/shm", prefix="amparo-test-"))
    if memory.stat().st_dev == tmp_path_factory.getbasetemp().stat().st_dev:
        pytest.skip("this machine has no place in memory apart from its disk")
    folder = tmp_path_factory.mktemp("installed")
    own = Installation(folder / "data", server)
    database = ground.new_database(INSTALLED)
    settings = folder / "settings.env"
    own.more = {"AMPARO_SETTINGS": str(settings), "AMPARO_VAR": str(folder / "nowhere")}
    ran = own.python(
        "-m", "amparo", "install", "--host", "registro.example.org", "--agency", "mission",
        "--agency-name", "Mission (invented)", "--admin", "ada", "--admin-name", "Ada Agua",
        "--admin-email", "ada@example.org", "--folder", str(own.var), "--database", database,
        "--key-ring", str(memory / "run" / "ring.json"), "--languages", "en,es", stdin=-3,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    own.more = {"AMPARO_SETTINGS": str(settings)}
    own.ran, own.memory, own.settings, own.database = ran, memory, settings, ""
    yield own
    shutil.rmtree(memory)
    ground.drop_database(INSTALLED)


@pytest.fixture
def installed(made):
    """Its surroundings as systemd gives them: the file of settings and nothing else."""

    class Real(type(made)):
        @property
        def surroundings(self):
            own = super().surroundings
            del own["AMPARO_VAR"]
            return own

    return Real(made.var, made.server, "", dict(made.more))


def made_keys(installed):
    return installed.var.with_name(f"{installed.var.name}-keys")


def sheets(text):
    """The words of each sheet, read off the terminal as a custodian would."""
    found = []
    for sheet in re.split(r"RECOVERY SHEET \d OF 3", text)[1:]:
        found.append([word for _n, word in re.findall(r"\b(\d+) ([a-z]+)\b", sheet)][:33])
    return [" ".join(words[-33:]) for words in found]


def test_it_prints_three_sheets_and_a_way_in(made):
    assert len(sheets(made.ran.stdout)) == 3
    assert "https://registro.example.org/account/password/reset/key/" in made.ran.stdout
    assert "Installed" in made.ran.stderr
    assert "amparo members confirm ID" in made.ran.stderr


def test_what_it_made_is_fit_to_serve(installed):
    assert installed.ask(FIT) == "fit"


def test_the_key_store_lies_outside_the_folder_of_the_data(made):
    keys = made.var.parent / "data-keys"
    assert keys.is_dir()
    assert f"AMPARO_KEY_STORE='{keys}/keys.sqlite3'" in made.settings.read_text()
    assert keys.stat().st_mode & 0o077 == 0
    assert not (made.var / "keystore").exists()


@pytest.mark.parametrize("apart", [True, False])
def test_what_is_backed_up_with_the_data_never_holds_the_keys(installed, tmp_path, apart):
    keys = made_keys(installed)
    to = tmp_path / "disk" if apart else keys / "backups"
    ran = installed.run("backup", "--to", str(to), "--keys-to", str(tmp_path / "host"))
    assert (ran.returncode == 0) == apart, ran.stderr
    if not apart:
        assert "must not lie with" in ran.stderr


def test_its_settings_are_read_by_their_owner_alone(made):
    assert made.settings.stat().st_mode & 0o077 == 0
    assert made.var.stat().st_mode & 0o077 == 0


def test_no_sheet_and_no_open_key_lies_on_the_disk(made):
    ring = (made.memory / "run" / "ring.json").read_text()
    secrets = [*re.findall(r'"([A-Za-z0-9+/=]{40,})"', ring), sheets(made.ran.stdout)[0][:60]]
    assert len(secrets) >= 3
    for path in (*made.var.rglob("*"), *made.settings.parent.glob("*")):
        if path.is_file():
            content = path.read_bytes()
            assert not [secret for secret in secrets if secret.encode() in content], path


def test_after_a_restart_two_custodians_unlock(installed, made):
    ring = made.memory / "run" / "ring.json"
    before = ring.read_bytes()
    ring.unlink()
    assert "locked" in installed.run("audit", "verify").stderr
    first, _second, third = sheets(made.ran.stdout)
    ran = installed.run("unlock", input=f"{first}\n{third}\n")
    assert ran.returncode == 0, ran.stderr
    assert ring.read_bytes() == before
    assert installed.run("audit", "verify").returncode == 0


def test_one_custodian_does_not(installed, made):
    first = sheets(made.ran.stdout)[0]
    ran = installed.run("unlock", input=f"{first}\n\n")
    assert (ran.returncode, "stays locked" in ran.stderr) == (2, True)


def test_it_is_made_once(installed, made):
    words = ["--host", "other.example.org", "--agency", "m", "--agency-name", "M", "--admin", "x"]
    words += ["--admin-name", "X", "--admin-email", "x@example.org"]
    words += ["--key-ring", str(made.memory / "other" / "ring.json")]
    ran = installed.run("install", *words, "--folder", str(made.var.parent / "second"))
    assert ran.returncode == 3, ran.stderr
    assert "made once" in ran.stderr
    assert not (made.memory / "other").exists()
    again = ["--agency", "m", "--agency-name", "M", "--admin", "x", "--admin-name", "X"]
    assert installed.run("begin", *again, "--admin-email", "x@example.org").returncode == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"AMPARO_BEHIND_TLS": "false"}, "AMPARO_BEHIND_TLS"),
        ({"AMPARO_HOSTS": "localhost"}, "AMPARO_HOSTS"),
        ({"AMPARO_HOSTS": "*"}, "AMPARO_HOSTS"),
        ({"AMPARO_ORIGINS": "http://registro.example.org"}, "AMPARO_ORIGINS"),
        ({"AMPARO_SECRET_KEY": "made-at-set-up"}, "secret key"),
        ({"AMPARO_NEUTRAL_CONTACT": "victimas@example.org"}, "“victimas”"),
        ({"AMPARO_KEY_RING_SEALED": "/nowhere/ring"}, "sealed key ring"),
        ({"AMPARO_KEY_RING": "{var}/keys/ring.json"}, "disk of the data"),
        ({"AMPARO_KEY_STORE": "{var}/keystore/keys.sqlite3"}, "key store lies in the folder"),
        ({"AMPARO_KEY_STORE": "{var}/../keys.sqlite3"}, "key store lies in the folder"),
        (
            {"AMPARO_BACKUP_DIR": "/srv/b", "AMPARO_BACKUP_KEYS_DIR": "/srv/b/keys"},
            "database backups and key backups",
        ),
        (
            {"AMPARO_BACKUP_DIR": "/srv/b", "AMPARO_BACKUP_KEYS_DIR": "{var}/keys-again"},
            "data and key backups",
        ),
        (
            {"AMPARO_BACKUP_DIR": "{var}-keys/b", "AMPARO_BACKUP_KEYS_DIR": "/srv/k"},
            "database backups and key store",
        ),
        (
            {"AMPARO_BACKUP_DIR": "/srv/b", "AMPARO_BACKUP_KEYS_DIR": "{var}-keys/old"},
            "key store and key backups",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_it_refuses_to_serve_while_something_is_unsafe(installed, made, change, says):
    installed.more |= {name: text.format(var=made.var) for name, text in change.items()}
    said = installed.ask(FIT)
    assert said.startswith("4 ")
    assert says in said


def test_it_refuses_with_debug_on(installed):
    code = f"from django.conf import settings; settings.DEBUG = True\n{FIT}"
    assert "DEBUG" in installed.ask(code)


def test_a_demonstration_cannot_be_turned_into_an_installation(installation):
    installation.ask("from amparo.agencies import OPERATOR, demo; demo.enrol_all(by=OPERATOR)")
    installation.more["AMPARO_DEMONSTRATION"] = "false"
    ran = installation.run("serve")
    assert ran.returncode == 4
    assert "A demonstration cannot be turned into an installation" in " ".join(ran.stderr.split())


def test_the_server_itself_refuses_too(installation):
    installation.more["AMPARO_DEMONSTRATION"] = "false"
    ran = installation.python("-c", "import amparo.wsgi")
    assert ran.returncode == 4
    assert "not fit to serve" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_folder_with_a_demonstration_in_it_is_refused(installation, made, on_sqlite):
    words = ["--host", "other.example.org", "--agency", "m", "--agency-name", "M", "--admin", "x"]
    words += ["--admin-name", "X", "--admin-email", "x@example.org"]
    words += ["--key-ring", str(made.memory / "other" / "ring.json")]
    ran = installation.run("install", *words, "--folder", str(installation.var))
    assert ran.returncode == 3
    assert "cannot be turned" in ran.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("--host", "https://x.org"),
        ("--host", "localhost"),
        ("--languages", "fr"),
        ("--zone", "Mexico"),
        ("--agency-name", ""),
        ("--agency-name", "a'b"),
        ("--backups", "/backups"),
        ("--key-store", "{new}/keys"),
        ("--key-store", "{new}"),
        ("--key-store", "{new}/.."),
    ],
)
def test_an_answer_that_cannot_be_is_refused_before_anything_is_made(
    installation, tmp_path, name, value
):
    words = {
        "--host": "x.example.org", "--agency": "m", "--agency-name": "M", "--admin": "x",
        "--admin-name": "X", "--admin-email": "x@example.org", "--folder": str(tmp_path / "new"),
        "--key-ring": "/dev/shm/amparo-none/ring.json", "--to": str(tmp_path / "settings.env"),
    } | {name: value.format(new=tmp_path / "new")}  # fmt: skip
    ran = installation.run("install", *[part for pair in words.items() for part in pair])
    assert ran.returncode == 2, ran.stderr
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "settings.env").exists()


def test_sheets_can_be_pages_to_print(installation, tmp_path):
    said = installation.ask(
        "from amparo.core import custody; from amparo.site import installing as i\n"
        "words = custody.fresh_sheets()[1][0]\n"
        "print(i.sheet_as_page(i.sheet(words, 1, 'x.example.org', 'es')))"
    )
    assert said.count("<li>") == 33
    assert "Hoja de recuperación 1 de 3" in said


def test_the_first_administrator_is_in_the_database_without_a_password(installed, made, on_sqlite):
    with closing(sqlite3.connect(made.var / "amparo.sqlite3")) as held:
        rows = held.execute("select username, role, password from agencies_member").fetchall()
    assert [(name, role, password[:1]) for name, role, password in rows] == [
        ("ada", "administrator", "!")
    ]
