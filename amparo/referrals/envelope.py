"""A package between two offices: signed by who sends, then sealed to who receives.

The signature covers who it is for, so nobody can seal it again to another office in the sender's
name (Davis, "Defective Sign & Encrypt in S/MIME, PKCS#7, MOSS, PEM, PGP, and XML", USENIX 2001).
What lies outside names nobody: an age file of format v1. This module knows no database.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from amparo.referrals.enums.package import Unopened

FORM = "amparo-package-1"
CARD_FORM = "amparo-card-1"
AGE = b"age-encryption.org/v1"
MOST_BYTES = 12 * 1024 * 1024
LONGEST_NUMBER, LONGEST_NAME = 64, 200
GROUPS, DIGITS = 6, 5
# Each further digit of a fingerprint is as dear to forge as ten cards; the rounds multiply that.
ROUNDS = 5200


class CannotOpen(Exception):
    """A package that is not taken, with the reason in one word of the list."""

    def __init__(self, reason: Unopened):
        super().__init__(reason.value)
        self.reason = reason


class NoCard(ValueError):
    """What was given is not the card of an office."""


@dataclass(frozen=True)
class Card:
    """What an office shows of its keys: its own name for itself and the two public halves."""

    name: str
    signing: str
    sealing: str

    @property
    def code(self) -> str:
        """By what a package names it: of the keys alone, whatever the office is called."""
        return hashlib.sha256(self._keys).hexdigest()

    @property
    def fingerprint(self) -> str:
        """Thirty digits in groups of five, to be read aloud: about 100 bits, made dear to forge."""
        made = hashlib.pbkdf2_hmac("sha256", self._keys, CARD_FORM.encode(), ROUNDS, dklen=32)
        digits = str(int.from_bytes(made, "big") % 10 ** (GROUPS * DIGITS)).zfill(GROUPS * DIGITS)
        return " ".join(digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS))

    @property
    def _keys(self) -> bytes:
        return f"{CARD_FORM}\n{self.signing}\n{self.sealing}".encode()

    def to_text(self) -> str:
        return json.dumps({"form": CARD_FORM} | asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_text(cls, text: str) -> "Card":
        try:
            said = json.loads(text)
            if said["form"] != CARD_FORM:
                raise NoCard
            card = cls(*(said[each.name] for each in fields(cls)))
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(card.signing))
            pyrage.x25519.Recipient.from_str(card.sealing)
            named = card.name.strip()
        except (ValueError, KeyError, TypeError, AttributeError, pyrage.RecipientError) as error:
            raise NoCard from error
        # Keys written another way would be another office with the same voice.
        if (
            not 0 < len(named) <= LONGEST_NAME
            or card.signing != card.signing.lower()
            or card.sealing != card.sealing.lower()
        ):
            raise NoCard
        return cls(named, card.signing, card.sealing)


def same_digits(spoken: str, card: Card) -> bool:
    """Whether what was heard is the fingerprint, however it was grouped."""
    return re.sub(r"[\s.\-]", "", spoken) == card.fingerprint.replace(" ", "")


@dataclass(frozen=True)
class Keys:
    """Both secret halves of an office. `old`: sealing keys of before, which still open."""

    signing: bytes
    sealing: str
    old: tuple[str, ...] = ()

    @classmethod
    def fresh(cls) -> "Keys":
        made = Ed25519PrivateKey.generate().private_bytes_raw()
        return cls(made, str(pyrage.x25519.Identity.generate()))

    def card(self, name: str) -> Card:
        private = Ed25519PrivateKey.from_private_bytes(self.signing)
        opens = pyrage.x25519.Identity.from_str(self.sealing)
        return Card(name, private.public_key().public_bytes_raw().hex(), str(opens.to_public()))


@dataclass(frozen=True)
class Header:
    """What the signature covers beside the content. Codes and days, and nobody's name."""

    sender: str
    recipient: str
    number: str
    kind: str
    purpose: str
    basis: str
    made_at: str
    expires_at: str
    sha256: str

    def ends(self) -> datetime:
        return datetime.fromisoformat(self.expires_at)

    def begins(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


@dataclass(frozen=True)
class Opened:
    """What came out of a package. Nothing of it is to be believed before `check`."""

    header: Header
    payload: bytes
    signed: bytes
    signature: bytes

    def check(self, sender: Card) -> None:
        """That this office signed exactly this for that office."""
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sender.signing))
            key.verify(self.signature, _to_be_signed(self.signed))
        except InvalidSignature as error:
            raise CannotOpen(Unopened.UNSIGNED) from error
        if hashlib.sha256(self.payload).hexdigest() != self.header.sha256:
            raise CannotOpen(Unopened.UNSIGNED)


def seal(keys: Keys, recipient: Card, header: Header, payload: bytes) -> bytes:
    """Sign, then seal."""
    signed = json.dumps(asdict(header), sort_keys=True).encode()
    signature = Ed25519PrivateKey.from_private_bytes(keys.signing).sign(_to_be_signed(signed))
    inside = {
        "form": FORM,
        "header": _in_letters(signed),
        "signature": _in_letters(signature),
        "payload": _in_letters(payload),
    }
    opens = pyrage.x25519.Recipient.from_str(recipient.sealing)
    return pyrage.encrypt(json.dumps(inside).encode(), [opens])


def open_sealed(keys: Keys, content: bytes) -> Opened:
    """Take the seal off. `Opened.check` then says whether it may be believed."""
    if len(content) > MOST_BYTES:
        raise CannotOpen(Unopened.TOO_LARGE)
    if not content.startswith(AGE):
        raise CannotOpen(Unopened.NO_PACKAGE)
    inside = _read(_unsealed(keys, content))
    if inside.get("form") != FORM:
        raise CannotOpen(Unopened.OTHER_VERSION)
    try:
        signed, signature, payload = (
            base64.b64decode(inside[name], validate=True)
            for name in ("header", "signature", "payload")
        )
        said = _read(signed)
        header = Header(*(_text(said[each.name]) for each in fields(Header)))
        if header.ends().tzinfo is None or header.begins().tzinfo is None:
            raise CannotOpen(Unopened.DAMAGED)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise CannotOpen(Unopened.DAMAGED) from error
    if not header.sender or not 0 < len(header.number) <= LONGEST_NUMBER:
        raise CannotOpen(Unopened.DAMAGED)
    return Opened(header, payload, signed, signature)


def _unsealed(keys: Keys, content: bytes) -> bytes:
    secrets = [pyrage.x25519.Identity.from_str(each) for each in (keys.sealing, *keys.old)]
    try:
        return pyrage.decrypt(content, secrets)
    except pyrage.DecryptError as error:
        # The library says by its words alone that no key fits; all else is a file cut or altered.
        fits = "No matching keys" not in str(error)
        raise CannotOpen(Unopened.DAMAGED if fits else Unopened.NOT_FOR_US) from error


def _read(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise CannotOpen(Unopened.DAMAGED) from error
    if not isinstance(found, dict):
        raise CannotOpen(Unopened.DAMAGED)
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise CannotOpen(Unopened.DAMAGED)
    return value


def _in_letters(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _to_be_signed(header: bytes) -> bytes:
    return FORM.encode() + b"\n" + header


def by_code(cards: Iterable[Card], code: str) -> Card | None:
    return next((card for card in cards if card.code == code), None)
