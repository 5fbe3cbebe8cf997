"""Sealing of one value: AES-256-GCM, bound to its agency, row, field and key version.

A value moved to another row, field or agency does not open. A wrong key raises; it never returns
what is sealed.
"""

import base64
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amparo.core.keyring import NONCE_BYTES, WrongKey

FORM = "s1"


def _bound(agency_id: UUID | str, row_id: UUID | str, field: str, version: int) -> bytes:
    return "\x1f".join((FORM, str(version), str(agency_id), str(row_id), field)).encode()


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
    return f"{FORM}.{version}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def key_version(token: str) -> int:
    form, _, rest = token.partition(".")
    version, _, body = rest.partition(".")
    if form != FORM or not version.isdigit() or not body:
        raise WrongKey("A protected value is not in a form this version can open.")
    return int(version)


def unseal(token: str, *, key: bytes, agency_id: UUID | str, row_id: UUID | str, field: str) -> str:
    """Open a token, or raise: a wrong key never returns what is sealed."""
    bound = _bound(agency_id, row_id, field, key_version(token))
    try:
        content = base64.b64decode(token.rpartition(".")[2], altchars=b"-_", validate=True)
        nonce, sealed = content[:NONCE_BYTES], content[NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, sealed, bound).decode("utf-8", "surrogatepass")
    except (InvalidTag, ValueError) as error:
        raise WrongKey(
            "A protected value does not open with the key of its record: it was altered, moved "
            "from another record, or sealed under another key. Nothing was shown."
        ) from error
