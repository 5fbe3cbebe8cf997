"""How allauth behaves here: nobody signs up alone, and second factors lie sealed."""

import base64
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.auth import logout
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.agencies import actions, confirming, sign_in_log, wholeness
from amparo.core import outbox
from amparo.core.keyring import NONCE_BYTES, ring

TOO_MANY = _("Too many attempts in a short time. Wait a quarter of an hour and try again.")
WRONG_CODE = _(
    "That code is not right, or it has already changed. Wait for the next one and type its digits."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "The user name and the password do not go together. Check both and try again."
        ),
        "enter_current_password": _(
            "That is not your present password, so nothing was changed. Type it again."
        ),
        "incorrect_password": _(
            "That is not your password, so the page stays closed. Type it again."
        ),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **kwargs):
        if not wholeness.is_whole(user):
            sign_in_log.altered(user)
            logout(request)
            return self.respond_user_inactive(request, user)
        confirming.note_sign_in(request)
        return super().post_login(request, user, **kwargs)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """By her name alone: the host is what a browser says it is, with any port behind it."""
        name = credentials.get("email") or credentials.get("username") or ""
        return name.upper().casefold()

    def set_password(self, user, password):
        actions.choose_password(by=user, password=password)

    def send_mail(self, template_prefix, email, context):
        """Through the queue: no page waits for a mail server, or fails because it is down."""
        mail = self.render_mail(template_prefix, email, {"email": email} | context)
        outbox.put("message", to=mail.to, subject=mail.subject, body=mail.body)

    def get_password_change_redirect_url(self, request):
        """She is signed out by the change, so this leads to signing in."""
        return settings.LOGIN_REDIRECT_URL


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed under the key ring, not under SECRET_KEY."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "rate_limited": TOO_MANY,
    }

    def encrypt(self, text):
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(ring().subkey("second-factors")).encrypt(nonce, text.encode(), None)
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text):
        content = base64.urlsafe_b64decode(encrypted_text)
        nonce, sealed = content[:NONCE_BYTES], content[NONCE_BYTES:]
        return AESGCM(ring().subkey("second-factors")).decrypt(nonce, sealed, None).decode()

    def generate_authenticator_name(self, user, type):
        number = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Key %(number)s") % {"number": number}

    def get_totp_issuer(self):
        return settings.DISPLAYED_NAME
