"""Backups rehearsed: out and in again with data, and everything that can go wrong on the way."""

import json
import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.ground import SERVER
from tests.town import FIRST, GIVEN, SECOND

HER_NAME = (
    "from amparo.people.models import Person; p = Person.objects.first();"
    "print(p.given_names, p.paternal_surname, p.maternal_surname)"
)
NOTE = (
    "from amparo.agencies import OPERATOR, actions\n"
    "actions.found_agency(by=OPERATOR, code='later', name='Later', kind='office')"
)
AGENCIES = (
    "from amparo.agencies.models import Agency;"
    "print(*Agency.objects.order_by('code').values_list('code', flat=True))"
)
EVENTS = (
    "from amparo.audit.models import AuditEvent;"
    "print(*AuditEvent.objects.order_by('sequence').values_list('sequence', 'verb'))"
)
ERASE = (
    "from amparo.core import keystore; from amparo.people.models import Person;"
    "keystore.destroy(Person.objects.first().pk, at='2026-11-22')"
)


NOBODY = "from amparo.people.models import Person; print(Person.objects.count())"
DONE = (
    "from amparo.audit.models import AuditEvent as E;"
    "print(E.objects.filter(verb='restore_done').latest('sequence').detail)"
)


@pytest.fixture
def kept(installation, tmp_path):
    """The installation, and the two archives of a backup of it."""
    to = ["--to", str(tmp_path / "disk"), "--keys-to", str(tmp_path / "host")]
    database, keys = installation.amparo("backup", *to).split()
    return installation, database, keys


def restore(kept, *, database=None, keys=None, without="", **more):
    here, its_database, its_keys = kept
    words = ["--database", database or its_database, "--keys", keys or its_keys]
    words += ["--without-erasure-register", "--why", without] if without else []
    return here.run("restore", *map(str, words), **more)


def untouched(kept):
    """Reads as before and lost nothing."""
    here = kept[0]
    assert here.ask(HER_NAME) == f"{GIVEN} {FIRST} {SECOND}"
    assert "later" in here.ask(AGENCIES)
    assert here.verdict()["ok"]
    assert "restored" not in here.verdict()
    assert not list(here.var.glob("restoring-*"))
    assert not list(here.var.glob("*before-restore*"))


def test_a_backup_brings_everything_back_and_says_which_events_it_lost(kept):
    here, *_ = kept
    newest = here.verdict()["events"]
    here.ask(NOTE)
    here.amparo("audit", "anchor")
    here.ask(NOTE.replace("later", "latest"))
    ran = restore(kept)
    assert ran.returncode == 0, ran.stderr
    assert here.ask(HER_NAME) == f"{GIVEN} {FIRST} {SECOND}"
    assert "late" not in here.ask(AGENCIES)
    verdict = here.verdict()
    assert verdict["ok"], verdict
    # The note that a backup was made is itself newer than the backup.
    lost = [newest, newest + 2]
    assert verdict["restored"] == [lost]
    assert f"({newest + 3}, 'restored')" in here.ask(EVENTS)
    assert f"events {lost[0]} to {lost[1]}" in ran.stderr


def test_what_stood_before_is_moved_aside_and_not_lost(kept, on_sqlite):
    here, *_ = kept
    here.ask(NOTE)
    assert restore(kept).returncode == 0
    (aside,) = here.var.glob("amparo.before-restore-*.sqlite3")
    with closing(sqlite3.connect(aside)) as held:
        query = "select count(*) from agencies_agency where code = 'later'"
        assert held.execute(query).fetchone() == (1,)


def test_the_person_erased_after_the_backup_stays_erased(kept):
    here, *_ = kept
    here.ask(ERASE)
    ran = restore(kept)
    assert ran.returncode == 0, ran.stderr
    assert "Erased again: 1" in ran.stderr
    assert here.ask(NOBODY) == "0"
    assert here.verdict()["ok"]


def test_a_backup_from_before_a_rotation_still_opens(kept):
    here, *_ = kept
    here.amparo("keys", "rotate")
    ran = restore(kept)
    assert "amparo keys rotate" in ran.stderr
    assert here.ask(HER_NAME) == f"{GIVEN} {FIRST} {SECOND}"
    here.amparo("keys", "rotate")
    assert here.ask(HER_NAME) == f"{GIVEN} {FIRST} {SECOND}"


def test_sessions_of_that_time_end(installation, tmp_path):
    session = "from amparo.agencies.models import Session as S"
    installation.ask(
        f"{session}; from django.utils import timezone as t\n"
        "S.objects.create(session_key='k', session_data='', expire_date=t.now())"
    )
    to = ["--to", str(tmp_path / "disk"), "--keys-to", str(tmp_path / "host")]
    pair = installation.amparo("backup", *to).split()
    assert restore((installation, *pair)).returncode == 0
    assert installation.ask(f"{session}; print(S.objects.count())") == "0"


def test_who_was_put_out_after_the_backup_stays_out(kept):
    """An old backup would be a way back in, for whoever has a friend at the machine."""
    here, *_ = kept
    member = "from amparo.agencies.models import Member as M\nm=M.objects.get(username='ana')\n"
    here.ask(
        f"{member}from amparo.agencies import actions as a, OPERATOR\n"
        "a.end_again(by=OPERATOR, ended={m.pk: 'misuse'})"
    )
    ran = restore(kept)
    assert "Ended again: the access of 1" in ran.stderr
    assert here.ask(f"{member}print(m.is_active, m.access_ended_why)") == "False misuse"
    assert here.verdict()["ok"]


def test_neither_archive_says_a_name_or_a_key(kept):
    here, database, keys = kept
    ring = json.loads((here.var / "keys" / "ring.json").read_text())
    secrets = [GIVEN, FIRST, "casa-luz", "SQLite format", ring["root"], ring["masters"]["1"]]
    for path in (database, keys):
        with open(path, "rb") as file:
            content = file.read()
        assert not [secret for secret in secrets if secret.encode() in content]


def test_only_the_owner_reads_an_archive(kept):
    for path in kept[1:]:
        assert oct(os.stat(path).st_mode)[-3:] == "600"


def test_another_key_ring_opens_nothing_and_nothing_changes(kept):
    here, *_ = kept
    here.ask(NOTE)
    ring = here.var / "keys" / "ring.json"
    own = ring.read_bytes()
    here.ask(
        "from amparo.core import keyring; from django.conf import settings\n"
        "keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)"
    )
    ran = restore(kept)
    assert ran.returncode == 4
    assert "another key ring" in ran.stderr
    assert "Traceback" not in ran.stderr
    ring.write_bytes(own)
    untouched(kept)


@pytest.mark.parametrize("which", ["database", "keys"])
def test_a_truncated_archive_is_refused_wherever_it_was_cut(kept, tmp_path, which):
    here, database, keys = kept
    here.ask(NOTE)
    with open({"database": database, "keys": keys}[which], "rb") as file:
        whole = file.read()
    for size in (0, 10, 100, len(whole) // 2, len(whole) - 1):
        cut = tmp_path / "cut"
        cut.write_bytes(whole[:size])
        ran = restore(kept, **{which: cut})
        assert (ran.returncode, "Traceback" in ran.stderr) == (2, False), (size, ran.stderr)
    untouched(kept)


@pytest.mark.parametrize("place", [-1, -3000])
def test_an_altered_archive_is_refused(kept, tmp_path, place):
    here, database, _keys = kept
    here.ask(NOTE)
    with open(database, "rb") as file:
        content = bytearray(file.read())
    content[place] ^= 1
    altered = tmp_path / "altered"
    altered.write_bytes(content)
    ran = restore(kept, database=altered)
    assert ran.returncode == 4
    assert "altered" in ran.stderr
    untouched(kept)


def test_a_chunk_less_at_the_end_is_noticed(installation, tmp_path):
    """Cut exactly between two chunks: what is left is whole in itself."""
    code = (
        "from pathlib import Path; from amparo.site.backups import archive\n"
        f"path = Path({str(tmp_path / 'three')!r})\n"
        "head = {'kind': 'database', 'vendor': 'sqlite', 'created': '', 'head': 0}\n"
        "archive.write(path, [b'one', b'two', b'three'], head)\n"
        "whole = path.read_bytes()\n"
        "with archive.opened(path) as (_, chunks): print(b'.'.join(chunks).decode())\n"
        "path.write_bytes(whole[:-(4 + 16 + 5)])\n"
        "try:\n"
        "    with archive.opened(path) as (_, chunks): print(list(chunks))\n"
        "except Exception as error: print(type(error).__name__)\n"
    )
    assert installation.ask(code) == "one.two.three\nBadInput"


def test_the_two_files_the_wrong_way_round_are_refused(kept):
    ran = restore(kept, database=kept[2], keys=kept[1])
    assert ran.returncode == 2
    assert "wrong way round" in ran.stderr


def test_no_restore_under_a_site_that_is_running(kept, on_sqlite):
    here, *_ = kept
    here.ask(NOTE)
    with closing(sqlite3.connect(here.sqlite)) as someone:
        someone.execute("select count(*) from audit_event").fetchone()
        ran = restore(kept)
    assert ran.returncode == 3
    assert "Stop them first" in ran.stderr
    untouched(kept)


def test_a_full_disk_leaves_no_half_backup_and_keeps_the_earlier_one(kept, tmp_path):
    here, database, keys = kept
    to = ["--to", str(tmp_path / "disk"), "--keys-to", str(tmp_path / "host")]
    ran = here.run("backup", *to, largest_file=40_000)
    assert ran.returncode == 4, ran.stderr
    assert "full" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert [str(path) for path in (tmp_path / "disk").iterdir()] == [database]
    assert [str(path) for path in (tmp_path / "host").iterdir()] == [keys]
    assert not list(here.var.glob("backup-*"))


def test_a_full_disk_during_a_restore_changes_nothing(kept):
    here, *_ = kept
    here.ask(NOTE)
    ran = restore(kept, largest_file=40_000)
    assert ran.returncode == 4, ran.stderr
    untouched(kept)


def test_database_and_keys_may_not_lie_together(installation, tmp_path):
    for keys in (tmp_path / "a", tmp_path / "a" / "b", tmp_path):
        ran = installation.run("backup", "--to", str(tmp_path / "a"), "--keys-to", str(keys))
        assert ran.returncode == 2
        assert "must not lie with the database" in ran.stderr


def test_nowhere_to_go_is_said(installation):
    ran = installation.run("backup")
    assert ran.returncode == 2
    assert "AMPARO_BACKUP_DIR" in ran.stderr


def test_key_stores_are_kept_thirty_days(kept, tmp_path):
    here, database, keys = kept
    day = 24 * 3600
    for path, days in ((keys, 31), (database, 31)):
        at = os.stat(path).st_mtime - days * day
        os.utime(path, (at, at))
    to = ["--to", str(tmp_path / "disk"), "--keys-to", str(tmp_path / "host")]
    here.amparo("backup", *to)
    assert not os.path.exists(keys)
    assert os.path.exists(database)
    assert len(list((tmp_path / "host").iterdir())) == 1


def test_the_suite_knows_which_database_it_keeps(installation):
    vendor = installation.ask("from django.db import connection; print(connection.vendor)")
    assert vendor == ("postgresql" if SERVER else "sqlite")


def test_a_new_machine_with_nothing_but_the_backup_and_the_ring_works(kept, on_sqlite):
    here, *_ = kept
    for path in (*here.var.glob("amparo.sqlite3*"), here.var / "keystore", here.var / "anchors"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    refused = restore(kept)
    assert refused.returncode == 3
    assert "erasure register is missing" in refused.stderr
    half = here.run("restore", "--database", kept[1], "--keys", kept[2], "--why", "register-lost")
    assert (half.returncode, "belong together" in half.stderr) == (2, True)
    ran = restore(kept, without="register-lost")
    assert ran.returncode == 0, ran.stderr
    assert "WITHOUT A WHOLE ERASURE REGISTER" in ran.stderr
    assert here.ask(HER_NAME) == f"{GIVEN} {FIRST} {SECOND}"
    assert here.verdict()["ok"]
    gaps = (
        "from amparo.core import erasure_register as r; print(*(g['why'] for g in r.read().gaps))"
    )
    assert here.ask(gaps) == "register-lost"
    assert '"without_register": "register-lost"' in here.ask(DONE)


def test_a_new_machine_with_the_register_too_needs_no_excuse(kept, on_sqlite):
    here, *_ = kept
    here.ask(ERASE)
    for path in (*here.var.glob("amparo.sqlite3*"), here.var / "keystore"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    ran = restore(kept)
    assert ran.returncode == 0, ran.stderr
    assert here.ask(NOBODY) == "0"


def test_the_sealed_ring_goes_with_the_database_where_there_is_one(installation, tmp_path):
    sealed = tmp_path / "ring.sealed"
    sealed.write_text("sealed to three custodians")
    installation.more["AMPARO_KEY_RING_SEALED"] = str(sealed)
    installation.amparo("backup", "--to", str(tmp_path / "a"), "--keys-to", str(tmp_path / "b"))
    (copy,) = (tmp_path / "a").glob("amparo-*.ring")
    assert copy.read_bytes() == sealed.read_bytes()
    assert copy.stat().st_mode & 0o077 == 0
    assert not list((tmp_path / "b").glob("*.ring"))
