"""The key ring and the key store: what opens, what does not, and what survives a rotation."""

import os
import sqlite3
from uuid import uuid4

import pytest

from amparo.core import keyring, keystore
from amparo.core.errors import CheckFailed, NotPossible
from amparo.core.keyring import Ring, WrongKey


@pytest.fixture
def own_ring(settings, tmp_path):
    settings.KEY_RING_FILE = tmp_path / "keys" / "ring.json"
    settings.KEY_STORE_FILE = tmp_path / "keystore" / "keys.sqlite3"
    keyring.keep(Ring.fresh(), settings.KEY_RING_FILE)
    return keyring.ring()


@pytest.fixture
def people(own_ring):
    ids = [uuid4() for _ in range(5)]
    keystore.create(ids)
    return ids


def test_the_ring_comes_back_from_its_file_as_it_was(own_ring):
    assert keyring.ring() == own_ring


def test_only_its_owner_can_read_the_ring(own_ring, settings):
    assert settings.KEY_RING_FILE.stat().st_mode & 0o077 == 0
    assert settings.KEY_RING_FILE.parent.stat().st_mode & 0o077 == 0


def test_a_missing_ring_says_that_it_is_locked(settings, tmp_path):
    settings.KEY_RING_FILE = tmp_path / "nowhere.json"
    with pytest.raises(NotPossible, match="locked"):
        keyring.ring()


def test_a_subkey_differs_by_purpose_and_by_agency(own_ring):
    keys = {own_ring.subkey("a"), own_ring.subkey("b"), own_ring.subkey("a", "x")}
    assert len(keys | {own_ring.subkey("a", "y")}) == 4
    assert own_ring.subkey("a", "x") == own_ring.subkey("a", "x")


def test_a_wrapped_key_opens_only_for_what_it_was_wrapped_about(own_ring):
    token = own_ring.wrap(b"secret", about="ana:1")
    assert own_ring.unwrap(token, about="ana:1") == b"secret"
    with pytest.raises(WrongKey):
        own_ring.unwrap(token, about="bea:1")


def test_another_ring_of_the_same_version_opens_nothing(own_ring):
    token = own_ring.wrap(b"secret", about="x")
    with pytest.raises(WrongKey, match="not the one"):
        Ring.fresh().unwrap(token, about="x")


@pytest.mark.parametrize("cut", [0, 1, 2, 6, 20])
def test_a_cut_token_raises_one_kind_of_error(own_ring, cut):
    with pytest.raises(WrongKey):
        own_ring.unwrap(own_ring.wrap(b"secret", about="x")[:cut], about="x")


def test_rotation_keeps_the_old_open_until_it_is_retired(own_ring):
    token = own_ring.wrap(b"secret", about="x")
    turned = own_ring.rotated()
    assert turned.current == 2
    assert turned.root == own_ring.root
    assert turned.unwrap(token, about="x") == b"secret"
    with pytest.raises(WrongKey, match="does not hold"):
        turned.retired().unwrap(token, about="x")


def test_each_person_has_a_key_of_her_own(people):
    assert len({keystore.get(person)[1] for person in people}) == len(people)


def test_a_person_without_a_key_is_named_as_a_mismatch_of_backups(own_ring):
    with pytest.raises(CheckFailed, match="backup"):
        keystore.get(uuid4())


def test_the_store_never_holds_a_key_in_clear(people, settings):
    keys = [keystore.get(person)[1] for person in people]
    folder = settings.KEY_STORE_FILE.parent
    content = b"".join((folder / name).read_bytes() for name in os.listdir(folder))
    assert content
    assert not any(key in content for key in keys)


def test_only_its_owner_can_read_the_store(people, settings):
    for file in settings.KEY_STORE_FILE.parent.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_a_destroyed_key_is_gone_for_good_and_says_so(people, settings):
    with sqlite3.connect(settings.KEY_STORE_FILE) as store:
        wrapped = store.execute(
            "select wrapped from person_key where person = ?", (str(people[0]),)
        ).fetchone()[0]
    keystore.destroy(people[0], at="2026-01-01")
    with pytest.raises(keystore.KeyDestroyed, match="erased"):
        keystore.get(people[0])
    folder = settings.KEY_STORE_FILE.parent
    content = b"".join((folder / name).read_bytes() for name in os.listdir(folder))
    assert wrapped not in content
    assert keystore.count() == len(people) - 1


def test_a_key_cannot_be_moved_to_another_person(people, settings):
    first, second = (str(person) for person in people[:2])
    with sqlite3.connect(settings.KEY_STORE_FILE) as store:
        store.execute(
            "update person_key set wrapped = "
            "(select wrapped from person_key where person = ?) where person = ?",
            (first, second),
        )
    with pytest.raises(WrongKey):
        keystore.get(people[1])


def test_a_failed_creation_leaves_no_key(people):
    fresh = uuid4()
    with pytest.raises(sqlite3.IntegrityError):
        keystore.create([fresh, people[0]])
    with pytest.raises(CheckFailed):
        keystore.get(fresh)


def test_after_a_turn_of_the_ring_every_person_is_behind_until_her_old_key_is_dropped(
    people, settings
):
    before = {person: keystore.get(person) for person in people}
    turned = keyring.ring().rotated()
    keyring.keep(turned, settings.KEY_RING_FILE)
    assert set(keystore.behind(turned)) == set(people)
    assert {person: keystore.get(person) for person in people} == before
    assert sum(keystore.renew_behind()) == len(people)
    assert set(keystore.behind(turned)) == set(people)
    keystore.drop_older(but=people[1:])
    assert set(keystore.behind(turned)) == set(people[1:])
    keystore.drop_older()
    assert keystore.behind(turned) == []


def test_a_turned_ring_skips_whom_it_erased(people, settings):
    keystore.destroy(people[0], at="2026-01-01")
    turned = keyring.ring().rotated()
    assert set(keystore.behind(turned)) == set(people[1:])


@pytest.fixture
def renewed(people, settings):
    keyring.keep(keyring.ring().rotated(), settings.KEY_RING_FILE)
    before = {person: keystore.get(person) for person in people}
    assert sum(keystore.renew_behind()) == len(people)
    return before


def test_a_renewed_key_leaves_the_old_one_until_it_is_dropped(people, renewed):
    assert keystore.get(people[0])[0] == 2
    assert keystore.get(people[0], 1) == renewed[people[0]]
    keystore.drop_older(but=people[1:])
    with pytest.raises(keystore.KeyMissing):
        keystore.get(people[0], 1)
    assert keystore.get(people[1], 1) == renewed[people[1]]


def test_a_rotation_that_broke_off_renews_nobody_twice(people, renewed):
    assert list(keystore.renew_behind()) == []
    assert {keystore.get(person)[0] for person in people} == {2}


def test_more_people_than_a_lot_are_renewed_and_their_old_keys_dropped(
    people, renewed, settings, monkeypatch
):
    monkeypatch.setattr(keystore, "LOT", 2)
    keystore.drop_older()
    assert keystore.behind(keyring.ring()) == []
    keyring.keep(keyring.ring().rotated(), settings.KEY_RING_FILE)
    assert list(keystore.renew_behind()) == [2, 2, 1]


def test_an_old_key_that_is_still_needed_moves_under_the_new_master(people, renewed, settings):
    keystore.wrap_again(people[:1])
    keystore.drop_older(but=people[:1])
    assert keystore.behind(keyring.ring()) == []
    keyring.keep(keyring.ring().retired(), settings.KEY_RING_FILE)
    assert keystore.get(people[0], 1) == renewed[people[0]]


def test_a_ring_exchanged_by_another_process_is_seen_at_once(people, settings):
    held = keyring.ring()
    path = settings.KEY_RING_FILE
    other = path.with_name("other.json")
    other.write_bytes(held.rotated().to_bytes())
    other.replace(path)
    assert keyring.ring().current == held.current + 1
    fresh = uuid4()
    keystore.create([fresh])
    assert fresh not in keystore.behind(keyring.ring())
