"""Agencies are founded, members enrolled and invited."""

from typing import Any

from django.conf import settings
from django.db import transaction

from amparo import audit
from amparo.agencies import notify, policies, queries
from amparo.agencies.actions.requests import ask, carries_out
from amparo.agencies.actions.sessions import end_what_a_telephone_holds
from amparo.agencies.enums import RequestKind, Role
from amparo.agencies.models import AccessRequest, Agency, Member


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
def choose_language(*, by: Member, language: str) -> None:
    """Remember the language a member reads in."""
    by.language = language
    by.save(update_fields=["language"])
    audit.record("language_chosen", by=by, about=by, fields=["language"])


@transaction.atomic
def choose_password(*, by: Member, password: str) -> None:
    """Give her the password she chose, and write nothing else of her: what is held in memory may
    be how she stood a while ago. What a telephone held by the old one ends."""
    held = Member.objects.select_for_update().get(pk=by.pk)
    policies.can_choose_password(held, as_of_before=by).or_refuse()
    held.set_password(password)
    held.save(update_fields=["password"])
    by.password = held.password
    end_what_a_telephone_holds(held.pk)


@transaction.atomic
def invite(*, by: Any, address: str, **who: Any) -> AccessRequest | None:
    """Enrol a member who sets her own password, and mail her a single-use link of 30 minutes.

    Into a role that takes two it only asks: what waits for a second yes is returned.
    """
    policies.can_invite(by=by).or_refuse()
    if not policies.takes_two(who["role"]):
        policies.not_waiting(queries.is_wanted(who["username"])).or_refuse()
        return ask(by=by, kind=RequestKind.INVITATION, **who)
    send_invitation(by=by, member=enrol(by=by, **who), address=address)
    return None


@carries_out(RequestKind.INVITATION)
def _let_in(*, request: AccessRequest, by: Any, address: str) -> None:
    policies.is_free(taken=queries.is_taken(request.username)).or_refuse()
    request.member = enrol(
        by=by,
        username=request.username,
        display_name=request.display_name,
        email=request.email,
        agency=request.agency,
        role=request.role,
        language=request.language,
    )
    send_invitation(by=by, member=request.member, address=address)


@transaction.atomic
def invite_again(*, by: Any, member: Member, address: str) -> Member:
    """Mail a fresh link to a member who has not come in yet; the link before ends."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    policies.can_invite_again(member, by=by).or_refuse()
    member.set_password(None)
    member.save(update_fields=["password"])
    send_invitation(by=by, member=member, address=address)
    return member


@transaction.atomic
def begin(*, by: Any, address: str, **who: Any) -> Member:
    """Invite the first administrator, from the machine itself; again if her link ran out."""
    held = queries.never_came_in(who["username"])
    others = queries.active_administrators(other_than=held)
    policies.can_begin(administrators=others).or_refuse()
    if held:
        held.set_password(None)
        held.save(update_fields=["password"])
    member = held or enrol(by=by, role=Role.ADMINISTRATOR, **who)
    send_invitation(by=by, member=member, address=address)
    return member


def send_invitation(*, by: Any, member: Member, address: str) -> None:
    """Log that she was invited, and mail her the link."""
    audit.record("member_invited", by=by, about=member)
    notify.invited(member, address)
