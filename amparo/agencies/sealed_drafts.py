"""Sealing of drafts: under a subkey of the ring, bound to the member and the form."""

import base64
import secrets
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amparo.core.keyring import NONCE_BYTES, ring


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
    return AESGCM(ring().subkey("drafts")).decrypt(nonce, body, _bound(member_id, form)).decode()
