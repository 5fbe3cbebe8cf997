"""One sealed value opens in its own place with its own key, and nowhere else."""

import secrets
from uuid import uuid4

import pytest

from amparo.core import sealing
from amparo.core.keyring import WrongKey

KEY = secrets.token_bytes(32)
PLACE = {"agency_id": uuid4(), "row_id": uuid4(), "field": "people.person.given_names"}


def sealed(text="Sirena Inventada", **changes):
    return sealing.seal(text, key=KEY, version=1, **(PLACE | changes))


@pytest.mark.parametrize("text", ["a", "Ñandú 🌊", "\u202eatrás", "\x00", "\ud800", "x" * 100_000])
def test_any_text_comes_back_as_it_was(text):
    assert sealing.unseal(sealed(text), key=KEY, **PLACE) == text


def test_the_token_does_not_show_the_text_and_differs_each_time():
    first, second = sealed(), sealed()
    assert "Sirena" not in first
    assert first != second


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"row_id": uuid4()},
        {"agency_id": uuid4()},
        {"field": "people.person.paternal_surname"},
    ],
    ids=["another row", "another agency", "another field"],
)
def test_a_moved_token_does_not_open(elsewhere):
    with pytest.raises(WrongKey):
        sealing.unseal(sealed(), key=KEY, **(PLACE | elsewhere))


def test_a_wrong_key_raises_and_returns_nothing():
    with pytest.raises(WrongKey):
        sealing.unseal(sealed(), key=secrets.token_bytes(32), **PLACE)


def test_a_token_under_another_key_version_does_not_open():
    with pytest.raises(WrongKey):
        sealing.unseal(sealed().replace("s1.1.", "s1.2.", 1), key=KEY, **PLACE)


@pytest.mark.parametrize(
    "broken",
    [
        lambda token: token[:-9],
        lambda token: token[:12],
        lambda token: token[:20] + ("A" if token[20] != "A" else "B") + token[21:],
        lambda token: token + "A",
        lambda token: "plain words",
        lambda token: "s1..",
        lambda token: "s2" + token[2:],
        lambda token: "s1.1.ñ",
    ],
)
def test_a_damaged_token_raises_one_kind_of_error(broken):
    with pytest.raises(WrongKey):
        sealing.unseal(broken(sealed("xyz")), key=KEY, **PLACE)


def test_the_error_quotes_nothing():
    with pytest.raises(WrongKey) as caught:
        sealing.unseal(sealed(), key=secrets.token_bytes(32), **PLACE)
    assert "Sirena" not in str(caught.value)
