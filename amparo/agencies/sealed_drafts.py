"""Sealing of drafts: under a subkey of the ring, bound to the member and the form."""

import base64
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amparo.core.keyring import NONCE_BYTES, WrongKey, ring


def _bound(member_id: UUID, form: str) -> bytes:
    return f"{member_id}\x1f{form}".encode()


def seal(text: str, *, member_id: UUID, form: str) -> str:
    nonce = secrets.token_bytes(NONCE_BYTES)
    key = ring().subkey("drafts")
    sealed = AESGCM(key).encrypt(nonce, text.encode("utf-8", "replace"), _bound(member_id, form))
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, member_id: UUID, form: str) -> str:
    content = base64.urlsafe_b64decode(sealed)
    nonce, body = content[:NONCE_BYTES], content[NONCE_BYTES:]
    key, bound = ring().subkey("drafts"), _bound(member_id, form)
    try:
        return AESGCM(key).decrypt(nonce, body, bound).decode()
    except (InvalidTag, ValueError) as error:
        raise WrongKey(
            "A draft does not open: it was kept by another member, for another form, or under "
            "another key ring. Start the form anew."
        ) from error
