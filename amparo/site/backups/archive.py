"""One encrypted file: a header in clear, then chunks of AES-256-GCM, each bound to its place.

The key is derived from the key ring and a salt of the file; the index of a chunk, whether it is
the last one and the header are authenticated, so chunks cannot be dropped, moved or taken over
from another file.
"""

import hashlib
import json
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amparo.core.errors import BadInput, CheckFailed
from amparo.core.keyring import ring

FORM = b"amparo backup 1\n"
CHUNK = 1 << 20
TAG = 16
LONGEST_HEADER = 1 << 16

NOT_A_BACKUP = "This file is not a backup of Amparo, or its beginning is damaged. Nothing changed."
TRUNCATED = (
    "This backup ends too early: it was cut off while it was copied, or its disk is damaged. "
    "Nothing was changed. Take another copy of it, or an earlier backup."
)
OTHER_KEY = (
    "This backup was made under another key ring, so it does not open here and nothing was "
    "changed. Unlock with the recovery sheets of the installation that made it."
)
ALTERED = (
    "This backup was altered or damaged after it was made, so none of it was used and nothing "
    "was changed. Take another copy of it, or an earlier backup."
)


def _key(salt: str) -> bytes:
    return ring().subkey("backup", salt)


def _mark() -> str:
    """Says which key ring a file belongs to, without saying anything about the key."""
    return hashlib.sha256(ring().subkey("backup-mark")).hexdigest()[:16]


def _place(index: int) -> bytes:
    return index.to_bytes(12, "big")


def write(path: Path, chunks: Iterable[bytes], header: dict[str, Any]) -> None:
    """Write a whole archive or nothing: beside its place first, forced to the disk, then moved."""
    head = header | {"salt": secrets.token_hex(16), "mark": _mark()}
    plain = json.dumps(head, sort_keys=True).encode()
    draft = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(FORM + len(plain).to_bytes(4, "big") + plain)
            for sealed in _sealed(chunks, head["salt"], plain):
                file.write(len(sealed).to_bytes(4, "big") + sealed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _settle(path.parent)
    except (OSError, sqlite3.OperationalError) as error:
        raise CheckFailed(
            "The backup could not be written: its disk is full, or cannot be written to. Earlier "
            "backups are as they were. Make room, and run it again."
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """A file that was moved into place is there after a power cut only once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sealed(chunks: Iterable[bytes], salt: str, head: bytes) -> Iterator[bytes]:
    cipher, index, waiting = AESGCM(_key(salt)), 0, b""
    for chunk in chunks:
        if index or waiting:
            yield cipher.encrypt(_place(index), waiting, head + b"more")
            index += 1
        waiting = chunk
    yield cipher.encrypt(_place(index), waiting, head + b"last")


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


@contextmanager
def opened(path: Path) -> Iterator[tuple[dict[str, Any], Iterator[bytes]]]:
    """The header of an archive, and its content chunk by chunk; it raises before a false one."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise BadInput("There is no such backup, or it is not for us to read.") from error
    with file:
        header, plain = _header(file)
        if header["mark"] != _mark():
            raise CheckFailed(OTHER_KEY)
        yield header, _opened(file, header["salt"], plain)


def _header(file: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    if file.read(len(FORM)) != FORM:
        raise BadInput(NOT_A_BACKUP)
    size = int.from_bytes(_exactly(file, 4), "big")
    if size > LONGEST_HEADER:
        raise BadInput(NOT_A_BACKUP)
    plain = _exactly(file, size)
    try:
        header = json.loads(plain)
        known = {"kind", "vendor", "created", "head", "salt", "mark"} <= set(header)
    except (ValueError, TypeError):
        known = False
    if not known:
        raise BadInput(NOT_A_BACKUP)
    return header, plain


def _opened(file: IO[bytes], salt: str, head: bytes) -> Iterator[bytes]:
    cipher, index, last = AESGCM(_key(salt)), 0, False
    while not last:
        size = int.from_bytes(_exactly(file, 4), "big")
        if not TAG <= size <= CHUNK + TAG:
            raise CheckFailed(ALTERED)
        sealed = _exactly(file, size)
        # The last chunk is the one with nothing after it, and says so itself.
        last = not file.read(1)
        if not last:
            file.seek(-1, os.SEEK_CUR)
        try:
            yield cipher.decrypt(_place(index), sealed, head + (b"last" if last else b"more"))
        except InvalidTag as error:
            if last and _holds(cipher, index, sealed, head + b"more"):
                raise BadInput(TRUNCATED) from error
            raise CheckFailed(ALTERED) from error
        index += 1


def _holds(cipher: AESGCM, index: int, sealed: bytes, bound: bytes) -> bool:
    try:
        cipher.decrypt(_place(index), sealed, bound)
    except InvalidTag:
        return False
    return True


def _exactly(file: IO[bytes], size: int) -> bytes:
    content = file.read(size)
    if len(content) < size:
        raise BadInput(TRUNCATED)
    return content
