"""The key ring: versioned master keys that wrap everything else.

A demonstration keeps the ring in a file under var/. A real installation unlocks it at start from
the sheets of two custodians (see `custody`), so that it never lies readable on the data's disk.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from amparo.core.errors import CheckFailed, NotPossible

KEY_BYTES = 32
NONCE_BYTES = 12


class WrongKey(CheckFailed):
    """A sealed value does not open with the key it names."""


class Locked(NotPossible):
    """The key ring is not open on this machine. Pages answer 503, commands end with 3."""


@dataclass(frozen=True)
class Ring:
    """Master keys by version; `root` never rotates and feeds the subkeys (indexes, audit)."""

    current: int
    masters: dict[int, bytes]
    root: bytes

    def wrap(self, secret: bytes, *, about: str) -> bytes:
        """Seal a data key under the current master. The version stands in front, in clear."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        bound = f"{self.current}:{about}".encode()
        sealed = self._ciphers[self.current].encrypt(nonce, secret, bound)
        return self.current.to_bytes(2, "big") + nonce + sealed

    def opens(self, token: bytes) -> bool:
        """Whether it was wrapped under a master that the ring holds."""
        return int.from_bytes(token[:2], "big") in self.masters

    def unwrap(self, token: bytes, *, about: str) -> bytes:
        version = int.from_bytes(token[:2], "big")
        if version not in self.masters:
            raise WrongKey(
                f"A key was wrapped under master key {version}, which the key ring does not hold. "
                "Nothing can be read with this ring; unlock with the ring of this installation."
            )
        nonce, sealed = token[2 : 2 + NONCE_BYTES], token[2 + NONCE_BYTES :]
        try:
            bound = f"{version}:{about}".encode()
            return self._ciphers[version].decrypt(nonce, sealed, bound)
        except (InvalidTag, ValueError) as error:
            raise WrongKey(
                "A wrapped key does not open: the key ring is not the one it was made with, or the "
                "key store was altered. Restore the key store from its own backup."
            ) from error

    @cached_property
    def _ciphers(self) -> dict[int, AESGCM]:
        return {version: AESGCM(master) for version, master in self.masters.items()}

    def subkey(self, purpose: str, *context: str) -> bytes:
        """Derive a 32-byte key for one purpose, such as the name index of one agency."""
        info = "\x1f".join(("amparo", purpose, *context)).encode()
        return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(self.root)

    def index_key(self, generation: int, *context: str) -> bytes:
        """A key of a search index: it follows the master key, so that rotation replaces it."""
        master = self.masters.get(generation)
        if master is None:
            raise WrongKey(
                "A search index was built under a master key that the key ring does not hold. "
                "Run the rotation of keys to its end (amparo keys rotate)."
            )
        info = "\x1f".join(("amparo", "index", *context)).encode()
        return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(master)

    def rotated(self) -> "Ring":
        """The same ring with a fresh current master; old masters stay until all is re-wrapped."""
        version = max(self.masters) + 1
        fresh = self.masters | {version: secrets.token_bytes(KEY_BYTES)}
        return Ring(current=version, masters=fresh, root=self.root)

    def retired(self) -> "Ring":
        """The same ring without its old masters, once nothing is wrapped under them."""
        return Ring(self.current, {self.current: self.masters[self.current]}, self.root)

    def to_bytes(self) -> bytes:
        def text(key: bytes) -> str:
            return base64.b64encode(key).decode()

        masters = {str(version): text(key) for version, key in self.masters.items()}
        plain = {"current": self.current, "masters": masters, "root": text(self.root)}
        return json.dumps(plain, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Ring":
        plain = json.loads(content)
        masters = {int(v): base64.b64decode(key) for v, key in plain["masters"].items()}
        return cls(plain["current"], masters, base64.b64decode(plain["root"]))

    @classmethod
    def fresh(cls) -> "Ring":
        return cls(1, {1: secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))


def ring() -> Ring:
    """The unlocked ring as it lies in its file now: another process may have rotated the keys."""
    try:
        found = os.stat(settings.KEY_RING_FILE)
        return _read(settings.KEY_RING_FILE, found.st_ino, found.st_mtime_ns, found.st_size)
    except FileNotFoundError as error:
        raise Locked(
            "The key ring is locked, so no protected record can be read or written, and nothing "
            "was changed. Two custodians unlock it at start (`amparo unlock`); a demonstration "
            "gets one from `make setup`."
        ) from error
    except OSError as error:
        raise Locked(
            "The open key ring is not for this user to read, so no protected record can be read "
            "or written, and nothing was changed. Run this as the user that the site runs as."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise WrongKey(
            "The open key ring is damaged, so no protected record can be read or written. Remove "
            "the file that AMPARO_KEY_RING names and unlock again (`amparo unlock`)."
        ) from error


@lru_cache(maxsize=1)
def _read(path: Path, *_identity: int) -> Ring:
    return Ring.from_bytes(Path(path).read_bytes())


def locked_by(error: BaseException | None) -> Locked | None:
    """The locked ring behind an error, such as that of a log which could not be written."""
    while error is not None and not isinstance(error, Locked):
        error = error.__cause__
    return error


def keep(fresh: Ring, path: Path) -> None:
    """Write the ring so that only its owner reads it, whole or not at all."""
    from amparo.core import custody

    custody.seal_again(fresh, path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(fresh.to_bytes())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
