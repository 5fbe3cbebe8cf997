"""Sealing of files: bytes that open with their own key, in their own place."""

from uuid import uuid4

import pytest

from amparo.core import sealing
from amparo.core.keyring import WrongKey

SECRET = b"Piedraluna " * 500
BOUND = {"agency_id": uuid4(), "row_id": uuid4(), "field": "cases.document.content"}
KEY = bytes(range(32))


def sealed(plain=SECRET, **other):
    return sealing.seal_file(plain, key=KEY, version=3, **(BOUND | other))


def opened(token, **other):
    return sealing.unseal_file(token, **({"key": KEY} | BOUND | other))


@pytest.mark.parametrize("plain", [b"x", SECRET, bytes(sealing.STEP), bytes(sealing.STEP - 8)])
def test_bytes_come_back_as_they_were(plain):
    token = sealed(plain)
    assert opened(token) == plain
    assert sealing.file_key_version(token) == 3


def test_nothing_of_it_can_be_read():
    assert b"Piedraluna" not in sealed()


@pytest.mark.parametrize(
    "other",
    [{"key": bytes(32)}, {"agency_id": uuid4()}, {"row_id": uuid4()}, {"field": "x.y.content"}],
    ids=lambda other: next(iter(other)),
)
def test_a_wrong_key_row_field_or_agency_raises(other):
    with pytest.raises(WrongKey):
        opened(sealed(), **other)


@pytest.mark.parametrize("place", [0, 2, 5, 6, 20, -1])
def test_one_altered_bit_anywhere_raises(place):
    token = bytearray(sealed())
    token[place] ^= 1
    with pytest.raises(WrongKey):
        opened(bytes(token))


@pytest.mark.parametrize("length", [0, 1, 2, 6, 17, 18, 40, -1])
def test_a_file_cut_short_raises(length):
    with pytest.raises(WrongKey):
        opened(sealed()[:length])


def test_a_sealed_text_does_not_pass_for_a_file():
    text = sealing.seal("x", key=KEY, version=3, **BOUND)
    with pytest.raises(WrongKey):
        opened(text.encode())


def test_its_length_says_the_size_only_in_steps():
    lengths = {len(sealed(bytes(length))) for length in (1, 100, 40_000, 65_000)}
    assert len(lengths) == 1
    assert sealing.in_steps(1) == sealing.STEP == sealing.in_steps(sealing.STEP)
    assert sealing.in_steps(sealing.STEP + 1) == 2 * sealing.STEP
