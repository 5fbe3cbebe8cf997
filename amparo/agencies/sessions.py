"""Where sessions are kept: under a digest of their key, sealed.

Whoever reads the table finds no key that a browser could show; whoever writes into it makes no
session and moves none. Both need the key ring, so nobody is known while it is locked.
"""

import base64
import hashlib
import hmac
import logging
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from amparo.core.keyring import NONCE_BYTES, Locked, ring

log = logging.getLogger("amparo.sessions")


def digest(key: str) -> str:
    return hmac.new(ring().subkey("session-keys"), key.encode(), hashlib.sha256).hexdigest()


class SessionStore(db.SessionStore):
    # Set when it could not be looked at; its cookie is kept for when the ring is open again.
    is_locked = False

    # What Django wrote for servers of another kind, back to what stands here.
    aload, aexists, acreate = SessionBase.aload, SessionBase.aexists, SessionBase.acreate
    asave, adelete = SessionBase.asave, SessionBase.adelete

    @classmethod
    def get_model_class(cls):
        from amparo.agencies.models import Session

        return Session

    def load(self) -> dict[str, Any]:
        try:
            held = self._held()
        except Locked:
            self.is_locked = True
            return {}
        if held is None:
            self._session_key = None
            return {}
        return self._unseal(held)

    def _held(self):
        # By the clock that Django set the end with; ours ends a visit long before.
        kept = self.model.objects.filter(expire_date__gt=timezone.now())
        return kept.filter(session_key=digest(self.session_key)).first()

    def exists(self, session_key: str) -> bool:
        return super().exists(digest(session_key))

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            super().delete(digest(key))

    def create_model_instance(self, data: dict[str, Any]):
        kept_as = digest(self._get_or_create_session_key())
        return self.model(
            session_key=kept_as,
            session_data=self._seal(data, kept_as),
            expire_date=self.get_expiry_date(),
            member_id=data.get(SESSION_KEY),
        )

    def _seal(self, data: dict[str, Any], kept_as: str) -> str:
        nonce, content = secrets.token_bytes(NONCE_BYTES), self.serializer().dumps(data)
        sealed = AESGCM(ring().subkey("sessions")).encrypt(nonce, content, kept_as.encode())
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def _unseal(self, held) -> dict[str, Any]:
        try:
            content = base64.urlsafe_b64decode(held.session_data)
            nonce, sealed = content[:NONCE_BYTES], content[NONCE_BYTES:]
            key, bound = ring().subkey("sessions"), held.session_key.encode()
            return self.serializer().loads(AESGCM(key).decrypt(nonce, sealed, bound))
        except (InvalidTag, ValueError):
            log.warning("a session does not open: it was altered or moved")
            self._session_key = None
            return {}
