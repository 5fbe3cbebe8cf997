"""Sealing of one value: AES-256-GCM, bound to its agency, row, field and key version.

A value moved to another row, field or agency does not open. A wrong key raises; it never returns
what is sealed.
"""

import base64
import binascii
import secrets
from collections.abc import Callable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amparo.core.keyring import NONCE_BYTES, WrongKey

FORM, FILE_FORM = "s1", "b1"
VERSION_BYTES, LENGTH_BYTES = 4, 8
# A file is filled up to whole steps: its exact length would tell whether a known file is held.
STEP = 64 * 1024

# Letters of a token as base64 has them; what stands in a token only in their place is no letter.
_PLAIN_BASE64 = bytes.maketrans(b"-_+/", b"+/--")

ALTERED = (
    "A protected value does not open with the key of its record: it was altered, moved "
    "from another record, or sealed under another key. Nothing was shown."
)


def _bound(
    agency_id: UUID | str, row_id: UUID | str, field: str, version: int, form: str = FORM
) -> bytes:
    return "\x1f".join((form, str(version), str(agency_id), str(row_id), field)).encode()


def seal(
    plain: str,
    *,
    key: bytes,
    version: int,
    agency_id: UUID | str,
    row_id: UUID | str,
    field: str,
) -> str:
    """Seal a text. The token names the form and the version of the data key, nothing else."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    bound = _bound(agency_id, row_id, field, version)
    sealed = AESGCM(key).encrypt(nonce, plain.encode("utf-8", "surrogatepass"), bound)
    return f"{prefix(version)}{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def prefix(version: int) -> str:
    """What a token under this version of the key begins with."""
    return f"{FORM}.{version}."


def key_version(token: str) -> int:
    form, _, rest = token.partition(".")
    version, _, body = rest.partition(".")
    if form != FORM or not version.isdigit() or not body:
        raise WrongKey("A protected value is not in a form this version can open.")
    return int(version)


def unseal(token: str, *, key: bytes, agency_id: UUID | str, row_id: UUID | str, field: str) -> str:
    """Open a token, or raise: a wrong key never returns what is sealed."""
    version = key_version(token)
    return opener(key, version=version, agency_id=agency_id, row_id=row_id)(token, field)


def opener(
    key: bytes, *, version: int, agency_id: UUID | str, row_id: UUID | str
) -> Callable[[str, str], str]:
    """Opens the fields of one row: what they share is made ready once."""
    decrypt, begin = AESGCM(key).decrypt, prefix(version)
    bound = _bound(agency_id, row_id, "", version)

    def opened(token: str, field: str) -> str:
        try:
            if not token.startswith(begin):
                raise ValueError
            letters = token[len(begin) :].encode("ascii").translate(_PLAIN_BASE64)
            content = binascii.a2b_base64(letters, strict_mode=True)
            plain = decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], bound + field.encode())
            return plain.decode("utf-8", "surrogatepass")
        except (InvalidTag, ValueError) as error:
            raise WrongKey(ALTERED) from error

    return opened


def seal_file(
    plain: bytes,
    *,
    key: bytes,
    version: int,
    agency_id: UUID | str,
    row_id: UUID | str,
    field: str,
) -> bytes:
    """Seal bytes. What lies there names the form and the key version, and its size in steps."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    bound = _bound(agency_id, row_id, field, version, FILE_FORM)
    head = FILE_FORM.encode() + version.to_bytes(VERSION_BYTES, "big")
    return b"".join((head, nonce, AESGCM(key).encrypt(nonce, _filled_up(plain), bound)))


def file_key_version(token: bytes) -> int:
    start = len(FILE_FORM)
    if token[:start] != FILE_FORM.encode() or len(token) < start + VERSION_BYTES + NONCE_BYTES:
        raise WrongKey("A protected file is not in a form this version can open.")
    return int.from_bytes(token[start : start + VERSION_BYTES], "big")


def unseal_file(
    token: bytes, *, key: bytes, agency_id: UUID | str, row_id: UUID | str, field: str
) -> bytes:
    """Open sealed bytes, or raise: a wrong key never returns what is sealed."""
    bound = _bound(agency_id, row_id, field, file_key_version(token), FILE_FORM)
    start = len(FILE_FORM) + VERSION_BYTES
    # A view: a file of ten megabytes is not copied just to be opened.
    nonce, sealed = token[start : start + NONCE_BYTES], memoryview(token)[start + NONCE_BYTES :]
    try:
        filled = AESGCM(key).decrypt(nonce, sealed, bound)
    except (InvalidTag, ValueError) as error:
        raise WrongKey(ALTERED) from error
    length = int.from_bytes(filled[:LENGTH_BYTES], "big")
    return filled[LENGTH_BYTES : LENGTH_BYTES + length]


def in_steps(length: int) -> int:
    """A length as anybody may know it: rounded up to whole steps."""
    return -(-length // STEP) * STEP


def _filled_up(plain: bytes) -> bytes:
    empty = in_steps(LENGTH_BYTES + len(plain)) - LENGTH_BYTES - len(plain)
    return b"".join((len(plain).to_bytes(LENGTH_BYTES, "big"), plain, bytes(empty)))
