"""The file that goes from office to office: what opens it, and what is refused before a word of it
is believed."""

import base64
import hashlib
import json
from dataclasses import asdict, replace

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from amparo.referrals import envelope
from amparo.referrals.enums.package import Unopened
from amparo.referrals.envelope import CannotOpen, Card, Header, Keys, NoCard

OURS, THEIRS, STRANGER = Keys.fresh(), Keys.fresh(), Keys.fresh()
OUR_CARD, THEIR_CARD = OURS.card("Programa inventado"), THEIRS.card("Hospital inventado")
STRANGERS_CARD = STRANGER.card("Nadie")
CONTENT = b'{"words": "Habla mam"}'


def header(content=CONTENT, **changed) -> Header:
    facts = {
        "sender": OUR_CARD.code,
        "recipient": THEIR_CARD.code,
        "number": "3f0c",
        "kind": "referral",
        "purpose": "assistance",
        "basis": "consent",
        "made_at": "2026-11-20T10:00:00+00:00",
        "expires_at": "2026-11-27T10:00:00+00:00",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return Header(**facts | changed)


@pytest.fixture(scope="module")
def package() -> bytes:
    return envelope.seal(OURS, THEIR_CARD, header(), CONTENT)


def reason(keys, content, sender=OUR_CARD) -> str:
    with pytest.raises(CannotOpen) as refused:
        envelope.open_sealed(keys, content).check(sender)
    return refused.value.reason


def test_who_it_is_for_reads_what_was_sent_and_who_signed(package):
    opened = envelope.open_sealed(THEIRS, package)
    opened.check(OUR_CARD)
    assert opened.payload == CONTENT
    assert opened.header == header()


def test_outside_it_names_nobody(package):
    for word in (b"Habla", b"Programa", b"referral", OUR_CARD.code.encode(), b"3f0c", b"consent"):
        assert word not in package


def test_nobody_else_opens_it_not_even_who_sent_it(package):
    assert reason(STRANGER, package) == reason(OURS, package) == Unopened.NOT_FOR_US


def test_an_older_key_still_opens_it(package):
    assert envelope.open_sealed(replace(STRANGER, old=(THEIRS.sealing,)), package).payload


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75, 0.999])
def test_a_package_cut_short_is_refused_whole(package, part):
    assert reason(THEIRS, package[: int(len(package) * part)]) in {
        Unopened.DAMAGED,
        Unopened.NO_PACKAGE,
    }


def test_one_altered_byte_anywhere_opens_nothing(package):
    for at in range(0, len(package), 7):
        altered = package[:at] + bytes([package[at] ^ 1]) + package[at + 1 :]
        with pytest.raises(CannotOpen):
            envelope.open_sealed(THEIRS, altered)


def test_what_another_signed_in_our_name_is_refused():
    forged = envelope.seal(STRANGER, THEIR_CARD, header(), CONTENT)
    assert reason(THEIRS, forged) == Unopened.UNSIGNED


@pytest.mark.parametrize("field", [name for name in asdict(header()) if name != "sha256"])
def test_every_word_of_the_header_is_signed(field):
    """Somebody at the other end alters one field and seals it again to the same office."""
    signed = Ed25519PrivateKey.from_private_bytes(OURS.signing)
    signature = signed.sign(envelope._to_be_signed(json.dumps(asdict(header())).encode()))
    altered = json.dumps(asdict(header(**{field: "2027-01-01T00:00:00+00:00"}))).encode()
    assert reason(THEIRS, sealed_by_hand(altered, signature)) == Unopened.UNSIGNED


def test_another_content_under_the_same_signature_is_refused():
    text = json.dumps(asdict(header())).encode()
    signature = Ed25519PrivateKey.from_private_bytes(OURS.signing).sign(
        envelope._to_be_signed(text)
    )
    other = sealed_by_hand(text, signature, payload=b'{"words": "another"}')
    assert reason(THEIRS, other) == Unopened.UNSIGNED


def sealed_by_hand(text: bytes, signature: bytes, payload=CONTENT, **changed) -> bytes:
    letters = {"header": text, "signature": signature, "payload": payload}
    inside = {name: base64.b64encode(each).decode() for name, each in letters.items()}
    inside = {"form": envelope.FORM} | inside | changed
    return pyrage.encrypt(
        json.dumps(inside).encode(), [pyrage.x25519.Recipient.from_str(THEIR_CARD.sealing)]
    )


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (b"no json", Unopened.DAMAGED),
        (b"[]", Unopened.DAMAGED),
        (b"{}", Unopened.OTHER_VERSION),
        (b'{"form": "amparo-package-2"}', Unopened.OTHER_VERSION),
        (b'{"form": "amparo-package-1"}', Unopened.DAMAGED),
        (b"[" * 100_000, Unopened.DAMAGED),
    ],
)
def test_what_is_no_package_inside_is_refused(inside, why):
    sealed = pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(THEIR_CARD.sealing)])
    assert reason(THEIRS, sealed) == why


@pytest.mark.parametrize(
    "changed",
    [{"made_at": 7}, {"expires_at": "tomorrow"}, {"made_at": "2026-11-20T10:00:00"},
     {"number": ""}, {"number": "9" * 65}, {"sender": ""}],
)  # fmt: skip
def test_a_header_that_says_nothing_is_refused(changed):
    text = json.dumps(asdict(header()) | changed).encode()
    assert reason(THEIRS, sealed_by_hand(text, b"x" * 64)) == Unopened.DAMAGED


def test_a_file_that_is_too_large_is_not_even_read():
    assert reason(THEIRS, bytes(envelope.MOST_BYTES + 1)) == Unopened.TOO_LARGE
    assert reason(THEIRS, bytes(envelope.MOST_BYTES)) == Unopened.NO_PACKAGE


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_a_reason(content):
    assert reason(THEIRS, content) in {Unopened.NO_PACKAGE, Unopened.DAMAGED, Unopened.NOT_FOR_US}


# --- Cards and their digits ------------------------------------------------------------------


def test_a_card_comes_back_as_it_was():
    assert Card.from_text(OUR_CARD.to_text()) == OUR_CARD


def test_digits_are_of_the_keys_and_not_of_the_name():
    assert OURS.card("Otro nombre").fingerprint == OUR_CARD.fingerprint != THEIR_CARD.fingerprint
    assert replace(OUR_CARD, sealing=THEIR_CARD.sealing).fingerprint != OUR_CARD.fingerprint


def test_digits_of_a_known_card_stay_the_same():
    """Two offices with different versions still read the same digits to each other."""
    card = Keys(bytes(range(32)), OURS.sealing).card("x")
    fixed = replace(card, sealing="age1" + "q" * 58)
    assert fixed.fingerprint == "94385 56590 84893 91362 27729 57268"


def test_digits_are_told_in_any_grouping():
    digits = OUR_CARD.fingerprint
    assert envelope.same_digits(digits.replace(" ", ""), OUR_CARD)
    assert envelope.same_digits(digits.replace(" ", " - "), OUR_CARD)
    assert not envelope.same_digits(digits[:-1], OUR_CARD)
    assert not envelope.same_digits(digits[:-1] + str((int(digits[-1]) + 1) % 10), OUR_CARD)
    assert not envelope.same_digits("", OUR_CARD)


@pytest.mark.parametrize(
    "text",
    ["", "no card", "[]", "{}", '{"form": "amparo-card-2"}',
     json.dumps({"form": "amparo-card-1", "name": "X", "signing": "zz", "sealing": "age1"}),
     json.dumps({"form": "amparo-card-1"} | asdict(replace(OUR_CARD, name=" "))),
     json.dumps({"form": "amparo-card-1"} | asdict(replace(OUR_CARD, name="x" * 201))),
     json.dumps({"form": "amparo-card-1"} | asdict(replace(OUR_CARD, signing="00" * 31))),
     json.dumps({"form": "amparo-card-1"}
                | asdict(replace(OUR_CARD, signing=OUR_CARD.signing.upper()))),
     json.dumps({"form": "amparo-card-1"} | asdict(replace(OUR_CARD, sealing="age1zzz")))],
)  # fmt: skip
def test_what_is_no_card_is_refused(text):
    with pytest.raises(NoCard):
        Card.from_text(text)
