"""Reads of agencies, members and drafts."""

import json
from typing import Any

from amparo.agencies import sealed_drafts
from amparo.agencies.models import Agency, Draft, Member
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
