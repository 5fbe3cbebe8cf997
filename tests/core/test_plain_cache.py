"""Whoever writes the table of the cache runs nothing on the server."""

import base64
import pickle
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def table(db):
    cache.clear()


class Deed:
    """What a pickle may hold: a call that happens while it is read."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (Path.write_text, (Path(self.path), "done"))


def written_by_hand(key, value):
    cache.set(key, [1.5], 60)
    text = base64.b64encode(pickle.dumps(value)).decode()
    with connection.cursor() as cursor:
        cursor.execute("update cache_entry set value = %s", [text])
        assert cursor.rowcount == 1


def test_a_row_written_by_hand_runs_nothing(tmp_path):
    written_by_hand("limit", Deed(tmp_path / "deed"))
    assert cache.get("limit", "not there") == "not there"
    assert not (tmp_path / "deed").exists()


def test_nor_while_somebody_signs_in(client, tmp_path):
    """The limits of the sign-in page are read from that table by whoever asks, unknown to us."""
    sent = {"login": "ana", "password": "wrong"}
    client.post("/account/login/", sent)
    with connection.cursor() as cursor:
        text = base64.b64encode(pickle.dumps(Deed(tmp_path / "deed"))).decode()
        cursor.execute("update cache_entry set value = %s", [text])
        assert cursor.rowcount
    assert client.post("/account/login/", sent).status_code == 200
    assert not (tmp_path / "deed").exists()


@pytest.mark.parametrize("text", ["", "not base64 at all", "gASVCg=="])
def test_an_entry_that_is_no_value_counts_as_none(text):
    cache.set("limit", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute("update cache_entry set value = %s", [text])
    assert cache.get("limit", "not there") == "not there"


@pytest.mark.parametrize("value", [[1.5, 2.5], "y", True, 0, "", {"a": [1]}, 12.25])
def test_plain_values_come_back_as_they_were(value):
    cache.set("limit", value, 60)
    assert cache.get("limit", "not there") == value
    assert cache.get_many(["limit", "other"]) == {"limit": value}


def test_what_has_expired_is_gone():
    cache.set("limit", [1.5], -1)
    assert cache.get("limit") is None
    cache.set("limit", [1.5], 60)
    cache.delete("limit")
    assert cache.get("limit") is None


def test_a_lock_is_given_once():
    assert cache.add("lock", True, 60)
    assert not cache.add("lock", True, 60)
