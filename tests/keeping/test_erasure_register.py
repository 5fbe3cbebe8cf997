"""The erasure register: what it says, what it notices, and when a restore refuses without it."""

import json
import os
import shutil
import time
from datetime import timedelta
from uuid import uuid4

import pytest

from amparo.core import clock, closing, erasure_register, key_copies, keystore
from amparo.core.keyring import Ring, keep
from amparo.site import jobs
from tests.helpers import audit_events

AT = "2026-11-22T10:00:00+00:00"


@pytest.fixture
def three(settings):
    """A register of three people; returns its file and who they are."""
    ids = [uuid4() for _ in range(3)]
    keystore.create(ids)
    for person_id in ids:
        keystore.destroy(person_id, at=AT, ground="she_asked")
    return erasure_register.path(), ids


def lines(path):
    return [json.loads(text) for text in path.read_text().split("\n") if text]


def write(path, entries):
    path.write_text("\n".join(json.dumps(entry) for entry in entries))


def test_a_line_says_when_why_and_until_when_and_nothing_of_her(three):
    path, ids = three
    opened, first, *_ = lines(path)
    assert opened["kind"] == "opened"
    assert set(first) == {"n", "kind", "at", "person", "ground", "keys_gone_on", "before", "signed"}
    assert (first["person"], first["ground"]) == (str(ids[0]), "she_asked")
    assert first["keys_gone_on"] == "2026-12-22"
    assert path.stat().st_mode & 0o077 == 0
    assert erasure_register.read().faults == ()


def test_who_is_erased_twice_has_one_line(three):
    path, ids = three
    keystore.destroy(ids[0], at="2027-01-01")
    assert len(lines(path)) == 4


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda found: found[1].update(ground="mistake"), "forged"),
        (lambda found: found[1].update(person=str(uuid4())), "forged"),
        (lambda found: found.pop(1), "missing"),
        (lambda found: found.insert(2, found[1] | {"n": 9}), "forged"),
        (lambda found: found.append({"n": 5, "kind": "erased", "person": str(uuid4())}), "forged"),
    ],
)
def test_a_line_altered_left_out_or_put_in_is_noticed(three, spoil, fault):
    path, _ids = three
    found = lines(path)
    spoil(found)
    write(path, found)
    assert fault in erasure_register.read().faults


def test_a_line_that_we_did_not_sign_erases_nobody(three):
    path, _ids = three
    living = uuid4()
    keystore.create([living])
    write(path, [*lines(path), lines(path)[1] | {"n": 5, "person": str(living)}])
    assert keystore.bury_again() == 0
    assert keystore.get(living)


def test_a_line_torn_by_a_power_cut_is_none_and_the_next_goes_on(three):
    path, _ids = three
    with path.open("a") as file:
        file.write('{"n": 5, "kind": "era')
    keystore.destroy(uuid4(), at=AT)
    register = erasure_register.read()
    assert (register.faults, register.head[0]) == ((), 5)


def test_a_copy_still_says_what_the_first_file_lost(settings, tmp_path):
    settings.ERASURE_REGISTER_COPIES = [str(tmp_path / "second" / "copy.jsonl")]
    person = uuid4()
    keystore.create([person])
    keystore.destroy(person, at=AT)
    erasure_register.path().unlink()
    assert person in keystore.tombstones()
    assert erasure_register.copies_behind() == 0


def test_anyone_can_check_it_with_the_public_key_alone(three):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(erasure_register.public_key()))
    for line in lines(three[0]):
        signed = bytes.fromhex(line.pop("signed"))
        key.verify(signed, json.dumps(line, sort_keys=True).encode())


def test_the_key_is_its_own_and_follows_the_root(own_keys, settings):
    held = erasure_register.public_key()
    keep(Ring.fresh(), settings.KEY_RING_FILE)
    assert erasure_register.public_key() != held


def test_the_list_of_before_is_taken_over_once(settings):
    old = erasure_register.path().with_name("erased.jsonl")
    old.parent.mkdir(parents=True, exist_ok=True)
    person = uuid4()
    old.write_text('\n{"person": "' + str(person) + '", "at": "' + AT + '"}\n\n{"per')
    erasure_register.open_if_new()
    assert set(keystore.tombstones()) == {person}
    assert not old.exists()
    old.write_text('{"person": "' + str(uuid4()) + '", "at": "' + AT + '"}\n')
    erasure_register.open_if_new()
    assert set(keystore.tombstones()) == {person}


# Copies of the key store


@pytest.mark.parametrize(("days", "left"), [(28.9, True), (29.1, False)])
def test_a_copy_of_the_key_store_is_gone_before_it_is_thirty_days_old(
    db, settings, tmp_path, monkeypatch, days, left
):
    settings.BACKUP_KEYS_DIR = tmp_path / "keys"
    settings.BACKUP_KEYS_DIR.mkdir()
    found = tmp_path / "keys" / "amparo-x.keys"
    elsewhere = tmp_path / "elsewhere" / "amparo-y.keys"
    elsewhere.parent.mkdir()
    key_copies.note(elsewhere)
    for path in (found, elsewhere):
        path.write_text("")
    os.utime(found, (time.time() - days * 86400,) * 2)
    later = clock.now() + timedelta(days=days)
    monkeypatch.setattr(key_copies.clock, "now", lambda: later)
    os.utime(found, (later.timestamp() - days * 86400,) * 2)
    jobs.forget_old_keys()
    assert (found.exists(), elsewhere.exists()) == (left, left)


def test_a_disk_that_is_away_is_reported_until_it_is_back(db, settings, tmp_path, monkeypatch):
    away = tmp_path / "stick" / "amparo-z.keys"
    key_copies.note(away)
    later = clock.now() + timedelta(days=29.1)
    monkeypatch.setattr(key_copies.clock, "now", lambda: later)
    with pytest.raises(Exception, match="1 old copies"):
        jobs.forget_old_keys()
    assert [event.detail for event in audit_events("key_copies_unreached")] == ['{"copies": 1}']
    away.parent.mkdir()
    away.write_text("")
    jobs.forget_old_keys()
    assert not away.exists()
    assert key_copies.unreached() == 0


# The site is closed meanwhile


def test_a_closed_site_answers_nobody(client, db):
    closing.close()
    try:
        for page in ("/", "/health", "/account/login/"):
            answer = client.get(page)
            assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    finally:
        closing.open_again()
    assert client.get("/account/login/").status_code == 200


# A restore, on a whole installation

HERS = "from amparo.people.models import Person; print(Person.objects.count())"
ERASE = (
    "from amparo.people.models import Person; from amparo.agencies.models import Member as M\n"
    "from amparo.people import actions as a\n"
    "e = a.ask_erasure(by=M.objects.get(username='alba'), person=Person.objects.get(),"
    " ground='she_asked')\na.erase(by=M.objects.get(username='fina'), erasure=e)"
)


@pytest.fixture
def yesterday(installation, tmp_path):
    """A backup of before, and then she is erased."""
    to = ["--to", str(tmp_path / "disk"), "--keys-to", str(tmp_path / "host")]
    database, keys = installation.amparo("backup", *to).split()
    installation.ask(ERASE)
    return installation, ["restore", "--database", database, "--keys", keys]


def test_a_backup_of_yesterday_cannot_show_her(yesterday):
    here, words = yesterday
    here.amparo(*words)
    assert here.ask(HERS) == "0"
    assert not (here.var / "closed").exists()
    verdict = here.verdict()
    assert verdict["ok"], verdict


@pytest.mark.parametrize("spoil", ["cut", "altered", "lost", "another"])
def test_a_restore_refuses_a_register_that_is_not_whole(yesterday, spoil):
    here, words = yesterday
    register = here.var / "anchors" / "erasures.jsonl"
    found = lines(register)
    if spoil == "lost":
        register.unlink()
    elif spoil == "cut":
        write(register, found[:-1])
    elif spoil == "altered":
        found[-1]["person"] = str(uuid4())
        write(register, found)
    else:
        register.unlink()
        here.ask("from amparo.core import erasure_register; erasure_register.open_if_new()")
    refused = here.run(*words)
    assert (refused.returncode, "Nothing was changed" in refused.stderr) == (3, True)
    assert "Traceback" not in refused.stderr
    assert not (here.var / "closed").exists()
    assert here.ask(HERS) == "0"


def test_a_restore_that_is_killed_leaves_the_site_closed_until_one_ends(yesterday):
    here, words = yesterday
    shutil.copy(words[2], f"{words[2]}.kept")
    kill = (
        "import os, signal\nfrom django.core.management import call_command\n"
        "from amparo.people import actions\n"
        "actions.erase_again = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"call_command(*{words!r})"
    )
    assert here.tries(kill).returncode == -9
    assert (here.var / "closed").exists()
    here.amparo(*words)
    assert not (here.var / "closed").exists()
    assert here.ask(HERS) == "0"
