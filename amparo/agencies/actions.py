"""Every change to agencies, members and drafts."""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from amparo import audit
from amparo.agencies import sealed_drafts
from amparo.agencies.models import Agency, Draft, Member
from amparo.core import clock


@transaction.atomic
def found_agency(*, by: Any, code: str, name: str, kind: str, zone: str = "") -> Agency:
    """Found an agency: from now on it has a vault of its own."""
    zone = zone or settings.PROGRAMME_TIME_ZONE
    agency = Agency.objects.create(code=code, name=name, kind=kind, zone=zone)
    audit.record("agency_founded", by=by, about=agency, fields=["code", "name", "kind", "zone"])
    return agency


@transaction.atomic
def enrol(
    *,
    by: Any,
    username: str,
    display_name: str,
    agency: Agency,
    role: str,
    password: str | None = None,
    email: str = "",
    language: str = "es",
) -> Member:
    """Enrol a member. Without a password she sets her own from an invitation."""
    member = Member(
        username=username,
        display_name=display_name,
        agency=agency,
        role=role,
        email=email,
        language=language,
    )
    member.set_password(password)
    member.save()
    audit.record("member_enrolled", by=by, about=member, detail={"role": role})
    return member


@transaction.atomic
def give_totp(*, by: Any, member: Member, secret: str) -> None:
    """Give a member an authenticator app whose secret is known, as demonstrations need."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import encrypt

    kind = Authenticator.Type.TOTP
    Authenticator.objects.create(user=member, type=kind, data={"secret": encrypt(secret)})
    audit.record("factor_added", by=by, about=member, detail={"kind": str(kind)})


@transaction.atomic
def choose_language(*, by: Member, language: str) -> None:
    """Remember the language a member reads in."""
    by.language = language
    by.save(update_fields=["language"])
    audit.record("language_chosen", by=by, about=by, fields=["language"])


@transaction.atomic
def keep_draft(*, by: Member, form: str, content: dict[str, Any]) -> Draft:
    """Keep what a member has typed so far, sealed; a sign-out or a lost network loses nothing."""
    sealed = sealed_drafts.seal(json.dumps(content), member_id=by.pk, form=form)
    draft, _made = Draft.objects.update_or_create(
        member=by, form=form, defaults={"sealed": sealed, "saved_at": clock.now()}
    )
    return draft


@transaction.atomic
def drop_draft(*, by: Member, form: str) -> None:
    """Forget a draft, because it was sent or because the member said so."""
    Draft.objects.filter(member=by, form=form).delete()


@transaction.atomic
def drop_stale_drafts(*, older_than: timedelta = timedelta(days=7)) -> int:
    """Forget drafts that nobody came back for."""
    return Draft.objects.filter(saved_at__lt=clock.now() - older_than).delete()[0]
