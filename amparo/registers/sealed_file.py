"""A file that waits on the disk between two pages, sealed piece by piece under a key of its own."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from amparo.core import leftovers
from amparo.core.errors import BadInput

PIECE = 1 << 20
NONCE = 12
FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
GONE = gettext_noop("The file that was waiting here can no longer be opened. Bring it again.")


def seal(chunks: Iterable[bytes], target: Path, *, key: bytes, about: str) -> int:
    """Write the chunks sealed, and tell how many bytes they were. A full disk leaves nothing."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size, cipher = 0, AESGCM(key)
    try:
        with os.fdopen(os.open(target, FRESH, 0o600), "wb") as out:
            for number, piece in enumerate(_pieces(chunks)):
                size += len(piece)
                out.write(_sealed(cipher, piece, f"{about}:{number}"))
            out.write(_sealed(cipher, b"", f"{about}:end"))
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        target.unlink(missing_ok=True)
        raise BadInput(
            _(
                "The file could not be kept, because the disk is full or cannot be written. "
                "Nothing was stored. Make room, then bring the file again."
            )
        ) from error
    return size


@contextmanager
def opened(source: Path, *, key: bytes, about: str, suffix: str) -> Iterator[Path]:
    """The file in the clear for as long as it is read, in the folder for uploads, then gone."""
    with leftovers.fresh(suffix) as (path, out):
        for piece in _unsealed(source, AESGCM(key), about):
            out.write(piece)
        out.flush()
        yield path


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), PIECE):
            yield chunk[start : start + PIECE]


def _sealed(cipher: AESGCM, piece: bytes, about: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    content = nonce + cipher.encrypt(nonce, piece, about.encode())
    return len(content).to_bytes(4, "big") + content


def _unsealed(source: Path, cipher: AESGCM, about: str) -> Iterator[bytes]:
    number = 0
    try:
        with source.open("rb") as stream:
            while head := stream.read(4):
                content = stream.read(int.from_bytes(head, "big"))
                # The last piece is empty and says so: a file cut short does not open.
                is_end = len(content) == NONCE + 16
                label = f"{about}:end" if is_end else f"{about}:{number}"
                piece = cipher.decrypt(content[:NONCE], content[NONCE:], label.encode())
                if is_end:
                    return
                yield piece
                number += 1
        raise InvalidTag
    except (InvalidTag, OSError, ValueError) as error:
        raise BadInput(_(GONE)) from error
