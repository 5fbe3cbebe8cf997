"""Every change to agencies, members and drafts."""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from amparo import audit
from amparo.agencies import notify, policies, queries, sealed_drafts
from amparo.agencies.enums import Role
from amparo.agencies.models import Agency, Draft, FactorReset, Member
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


@transaction.atomic
def invite(*, by: Any, address: str, **who: Any) -> Member:
    """Enrol a member who sets her own password, and mail her a single-use link of 30 minutes."""
    policies.can_invite(by=by).or_refuse()
    member = enrol(by=by, **who)
    _send_invitation(by=by, member=member, address=address)
    return member


@transaction.atomic
def invite_again(*, by: Any, member: Member, address: str) -> Member:
    """Mail a fresh link to a member who has not come in yet; the link before ends."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    policies.can_invite_again(member, by=by).or_refuse()
    member.set_password(None)
    member.save(update_fields=["password"])
    _send_invitation(by=by, member=member, address=address)
    return member


@transaction.atomic
def begin(*, by: Any, address: str, **who: Any) -> Member:
    """Invite the first administrator, from the machine itself."""
    policies.can_begin(administrators=queries.active_administrators()).or_refuse()
    member = enrol(by=by, role=Role.ADMINISTRATOR, **who)
    _send_invitation(by=by, member=member, address=address)
    return member


def _send_invitation(*, by: Any, member: Member, address: str) -> None:
    audit.record("member_invited", by=by, about=member)
    notify.invited(member, address)


@transaction.atomic
def ask_factor_reset(*, by: Member, member: Member) -> FactorReset:
    """Say that a member lost her second factor. Nothing changes until another confirms."""
    has_factor = queries.has_second_factor(member)
    policies.can_ask_reset(member, by=by, has_factor=has_factor).or_refuse()
    held = queries.waiting_resets(wait=policies.A_RESET_WAITS).get(member.pk)
    if held:
        return held
    reset = FactorReset.objects.create(member=member, asked_by=by, asked_at=clock.now())
    audit.record("factor_reset_asked", by=by, about=member)
    return reset


@transaction.atomic
def confirm_factor_reset(*, by: Member, reset: FactorReset) -> FactorReset:
    """Take her lost factors away and end her sessions; she sets up a new one when she signs in."""
    from allauth.mfa.models import Authenticator

    reset = FactorReset.objects.select_for_update().get(pk=reset.pk)
    policies.can_confirm_reset(reset, by=by, now=clock.now()).or_refuse()
    reset.confirmed_by, reset.confirmed_at = by, clock.now()
    reset.save(update_fields=["confirmed_by", "confirmed_at"])
    Authenticator.objects.filter(user_id=reset.member_id).delete()
    _end_sessions(reset.member_id)
    audit.record("factor_reset_confirmed", by=by, about=reset.member)
    return reset


def _end_sessions(member_id: Any) -> None:
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.models import Session

    for session in Session.objects.filter(expire_date__gte=clock.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(member_id):
            session.delete()
