"""Reads of agencies, members and drafts."""

import json
from typing import Any

from amparo.agencies import sealed_drafts
from amparo.agencies.models import Agency, Draft, Member
from amparo.core import clock
from amparo.core.errors import BadInput


def agency(code: str) -> Agency:
    found = Agency.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Agency.objects.values_list("code", flat=True))
        raise BadInput(f"There is no agency with that code. Known codes: {known or 'none yet'}.")
    return found


def has_second_factor(member: Member) -> bool:
    from allauth.mfa.models import Authenticator

    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=member, type__in=factors).exists()


def draft(member: Member, form: str) -> dict[str, Any] | None:
    """What the member had typed into this form, if she never sent it."""
    kept = Draft.objects.filter(member=member, form=form).first()
    if kept is None:
        return None
    content = sealed_drafts.unseal(kept.sealed, member_id=member.pk, form=form)
    return {"saved_at": kept.saved_at, "content": json.loads(content)}


def fresh_totp_secret() -> str:
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    return generate_totp_secret()


def totp_code(member: Member) -> str | None:
    """The six digits that the member's authenticator app shows now, if she has one."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal import auth
    from allauth.mfa.utils import decrypt

    held = Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).first()
    if held is None:
        return None
    counter = int(clock.now().timestamp()) // auth.app_settings.TOTP_PERIOD
    return auth.format_hotp_value(auth.hotp_value(decrypt(held.data["secret"]), counter))
