"""How allauth behaves here: nobody signs up alone, and second factors lie sealed."""

import base64
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from amparo.core.keyring import NONCE_BYTES, ring


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed under the key ring, not under SECRET_KEY."""

    def encrypt(self, text):
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(ring().subkey("second-factors")).encrypt(nonce, text.encode(), None)
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text):
        content = base64.urlsafe_b64decode(encrypted_text)
        nonce, sealed = content[:NONCE_BYTES], content[NONCE_BYTES:]
        return AESGCM(ring().subkey("second-factors")).decrypt(nonce, sealed, None).decode()

    def get_totp_issuer(self):
        return settings.DISPLAYED_NAME
