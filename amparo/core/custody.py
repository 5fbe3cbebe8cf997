"""Custody of the key ring: sealed on the disk, opened at start by two of three custodians.

The ring is sealed to a public key whose private half exists only on three recovery sheets (SLIP-39,
two of three). So a rotation can seal the new ring without calling the custodians together, and a
stolen disk opens nothing.
"""

import base64
import json
import os
from collections.abc import Sequence
from pathlib import Path

import shamir_mnemonic as slip39
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from shamir_mnemonic.wordlist import WORDLIST

from amparo.core.errors import BadInput, CheckFailed, NotPossible
from amparo.core.keyring import KEY_BYTES, Ring, keep, ring

NEEDED, SHEETS = 2, 3
_NONCE = b"\0" * 12  # each sealing has a key of its own


def fresh_sheets() -> tuple[bytes, list[str]]:
    """A new private key as three sheets of words, and the public key that the ring is sealed to."""
    private = X25519PrivateKey.generate()
    secret = private.private_bytes_raw()
    return private.public_key().public_bytes_raw(), split(secret)


def split(secret: bytes) -> list[str]:
    return slip39.generate_mnemonics(1, [(NEEDED, SHEETS)], secret)[0]


def combine(sheets: Sequence[str]) -> bytes:
    """The secret of two sheets. Words may be shortened to their first four letters."""
    try:
        return slip39.combine_mnemonics([" ".join(map(_whole, s.lower().split())) for s in sheets])
    except (slip39.MnemonicError, ValueError) as error:
        raise BadInput(
            "These sheets do not open the key ring: a word is wrong or missing, both are the same "
            "sheet, or they belong to different installations. Read both again, word by word."
        ) from error


def _whole(word: str) -> str:
    """No two words of the list share their first four letters."""
    found = [known for known in WORDLIST if known[:4] == word[:4] and known.startswith(word)]
    return found[0] if len(found) == 1 else word


def seal(content: bytes, public: bytes) -> bytes:
    passing = X25519PrivateKey.generate()
    ours = passing.public_key().public_bytes_raw()
    shared = passing.exchange(X25519PublicKey.from_public_bytes(public))
    sealed = AESGCM(_key(shared, ours, public)).encrypt(_NONCE, content, None)
    parts = {"form": 1, "public": public, "passing": ours, "sealed": sealed}
    plain = {name: _text(v) if isinstance(v, bytes) else v for name, v in parts.items()}
    return json.dumps(plain).encode()


def unseal(sealed: bytes, secret: bytes) -> tuple[bytes, bytes]:
    """What was sealed, and the public key that it was sealed to."""
    private = X25519PrivateKey.from_private_bytes(secret)
    public = private.public_key().public_bytes_raw()
    try:
        parts = json.loads(sealed)
        ours, body = base64.b64decode(parts["passing"]), base64.b64decode(parts["sealed"])
        shared = private.exchange(X25519PublicKey.from_public_bytes(ours))
        return AESGCM(_key(shared, ours, public)).decrypt(_NONCE, body, None), public
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise CheckFailed(
            "The sealed key ring does not open with these sheets: they are of another "
            "installation, or the file was altered. Take the sealed ring from a backup."
        ) from error


def _key(shared: bytes, ours: bytes, public: bytes) -> bytes:
    info = b"amparo custody" + ours + public
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(shared)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def keep_sealed(fresh: Ring, public: bytes) -> None:
    """The ring as it lies on the disk; whole or not at all, before anything is opened."""
    path = Path(settings.KEY_RING_SEALED_FILE)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(path, seal(fresh.to_bytes(), public))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, also if the power goes."""
    draft = path.with_name(f"{path.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def found(public: bytes) -> Ring:
    """The ring of a new installation, sealed on the disk and open in memory."""
    fresh = Ring.fresh()
    keep_sealed(fresh, public)
    _open(fresh, public)
    return fresh


def unlock(sheets: Sequence[str]) -> None:
    """Put the open ring where the site reads it: in memory, gone when the machine stops."""
    path = settings.KEY_RING_SEALED_FILE
    if not path or not Path(path).exists():
        raise NotPossible(
            "There is no sealed key ring here, so there is nothing to unlock. "
            "AMPARO_KEY_RING_SEALED names the file that `amparo install` made; a demonstration "
            "has none."
        )
    content, public = unseal(Path(path).read_bytes(), combine(sheets))
    _open(Ring.from_bytes(content), public)


def prove(sheets: Sequence[str]) -> bytes:
    """The public key that two present sheets stand for, once they open the ring on this disk."""
    path = settings.KEY_RING_SEALED_FILE
    if not path or not Path(path).exists():
        raise NotPossible(
            "There is no sealed key ring here, so it has no sheets to renew. A demonstration has "
            "none; AMPARO_KEY_RING_SEALED names the one of an installation."
        )
    content, public = unseal(Path(path).read_bytes(), combine(sheets))
    if Ring.from_bytes(content).root != ring().root:
        raise CheckFailed(
            "The sealed key ring is not that of the open one, so nothing was changed. Take the "
            "sealed ring of this installation from a backup."
        )
    return public


def reads_back(sheets: Sequence[str], public: bytes) -> bool:
    """Whether two sheets, typed from paper, are those of this public key."""
    try:
        private = X25519PrivateKey.from_private_bytes(combine(sheets))
    except (BadInput, ValueError):
        return False
    return private.public_key().public_bytes_raw() == public


def change_sheets(before: bytes, public: bytes) -> int:
    """From now on only the new sheets open the ring. Returns how many copies in backups followed.

    The exchange is one renaming of one file: whoever stops it half-way finds either the old sheets
    opening or the new ones. What is left then is done by the next backup.
    """
    _retire(before)
    place = Path(settings.KEY_RING_FILE)
    _seal_file(place).write_bytes(public)
    keep_sealed(ring(), public)
    return renew_copies()


def renew_copies() -> int:
    """Put the present sealed ring in the place of copies that retired sheets would still open."""
    folder, retired = settings.BACKUP_DIR, _retired()
    if not folder or not retired or not settings.KEY_RING_SEALED_FILE:
        return 0
    present, count = Path(settings.KEY_RING_SEALED_FILE).read_bytes(), 0
    for path in sorted(Path(folder).glob("amparo-*.ring")):
        if _sealed_to(path) in retired:
            _write(path, present)
            count += 1
    return count


def _sealed_to(path: Path) -> str:
    try:
        return json.loads(path.read_bytes())["public"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _retired_file() -> Path:
    return Path(settings.KEY_RING_SEALED_FILE).with_name("sheets.retired")


def _retired() -> set[str]:
    """Public keys whose sheets count no more. They say nothing by themselves."""
    if not settings.KEY_RING_SEALED_FILE or not _retired_file().exists():
        return set()
    return set(_retired_file().read_text().split())


def _retire(public: bytes) -> None:
    known = sorted(_retired() | {_text(public)})
    _write(_retired_file(), ("\n".join(known) + "\n").encode())


def _open(held: Ring, public: bytes) -> None:
    place = Path(settings.KEY_RING_FILE)
    if lies_with_the_data(place):
        raise NotPossible(
            "AMPARO_KEY_RING lies on the disk of the data, where a thief would find it open. Name "
            "a place in memory, such as /run/amparo/ring.json."
        )
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _seal_file(place).write_bytes(public)
    keep(held, place)


def seal_again(fresh: Ring, place: Path) -> None:
    """After a rotation: first the sealed ring on the disk, since the open one does not last."""
    if settings.KEY_RING_SEALED_FILE and _seal_file(place).exists():
        keep_sealed(fresh, _seal_file(place).read_bytes())


def _seal_file(place: Path) -> Path:
    # Beside the open ring, not beside the sealed one: who can write on the disk must not be able
    # to have the next ring sealed to himself.
    return place.with_name("seal.public")


def lies_with_the_data(place: Path) -> bool:
    return _device(place) == _device(Path(settings.VAR))


def _device(path: Path) -> int:
    while not path.exists():
        path = path.parent
    return path.stat().st_dev
