"""A member's standing: her access ends and comes back, her role changes. Her sessions end at once.

Rooms above say what ends with it: `@when_she_leaves_cases` and `@when_she_leaves_houses` are called
inside the transaction.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import policies, queries
from amparo.agencies.actions.factors import remove_factors
from amparo.agencies.actions.members import send_invitation
from amparo.agencies.actions.requests import (
    ask,
    carries_out,
    lapse_requests_about,
    lapse_requests_asked_by,
)
from amparo.agencies.actions.sessions import end_sessions
from amparo.agencies.enums import RequestKind
from amparo.agencies.models import AccessRequest, Member
from amparo.agencies.roles import Permission, permits
from amparo.core import clock

_rules: list[Callable[..., None]] = []
_of_houses: list[Callable[..., None]] = []
STANDING = ["is_active", "access_ended_at", "access_ended_why", "password"]


def when_she_leaves_cases(rule: Callable[..., None]) -> Callable[..., None]:
    """Let a room above end what she holds there: called with by=, member=, why=, to=."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def when_she_leaves_houses(rule: Callable[..., None]) -> Callable[..., None]:
    """The same for who works in shelters: called with by=, member=, why=."""
    if rule not in _of_houses:
        _of_houses.append(rule)
    return rule


@transaction.atomic
def end_access(*, by: Any, member: Member, why: str, to: Member | None = None) -> Member:
    """End a member's access: password, factors, passkeys, links and sessions, all at once. Her
    cases go to a colleague who is named, or wait for the coordinator."""
    member, others = _alone(member)
    policies.can_end_access(member, by=by, others=others).or_refuse()
    if to is not None:
        to = Member.objects.select_for_update().get(pk=to.pk)
        policies.can_take_over(to, member=member).or_refuse()
    return _end(by, member, why, to)


@transaction.atomic
def end_again(*, by: Any, ended: dict[Any, str]) -> int:
    """End what a restore brought back: accesses that had ended when it began. Who asks is not
    asked: they were ended by whoever might."""
    found = Member.objects.select_for_update().filter(pk__in=ended, is_active=True)
    return len([_end(by, member, ended[member.pk]) for member in found.order_by("pk")])


def _end(by: Any, member: Member, why: str, to: Member | None = None) -> Member:
    member.is_active = False
    member.access_ended_at, member.access_ended_why = clock.now(), why
    # Another unusable one: links that were mailed, also to somebody just invited, end with it.
    member.set_password(None)
    member.save(update_fields=STANDING)
    remove_factors(member)
    _leave(by, member, why, to)
    end_sessions(member.pk)
    lapse_requests_about(member, by=by)
    lapse_requests_asked_by(member, by=by)
    audit.record("access_ended", by=by, about=member, detail={"why": why})
    return member


@transaction.atomic
def restore_access(*, by: Any, member: Member, email: str, address: str) -> AccessRequest | None:
    """Give a member her access back; to a role that takes two it only asks for it."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    policies.can_restore_access(member, by=by).or_refuse()
    if not policies.takes_two(member.role):
        kind = RequestKind.RESTORING
        return ask(by=by, kind=kind, member=member, role=member.role, email=email)
    _let_back_in(by, member, email, address)
    return None


@carries_out(RequestKind.RESTORING)
def _restore(*, request: AccessRequest, by: Any, address: str) -> None:
    member = Member.objects.select_for_update().get(pk=request.member_id)
    policies.can_be_restored(member).or_refuse()
    _let_back_in(by, member, request.email, address)


def _let_back_in(by: Any, member: Member, email: str, address: str) -> None:
    """A password from a link, a factor with a code that is handed over, since whoever holds her
    telephone may hold her mail. Her teams stay ended, with all else that she was named to."""
    _leave(by, member, member.access_ended_why)
    member.is_active = True
    member.access_ended_at, member.access_ended_why = None, ""
    member.email = email
    member.set_password(None)
    member.save(update_fields=[*STANDING, "email"])
    audit.record("access_restored", by=by, about=member, fields=["email"])
    send_invitation(by=by, member=member, address=address)


@transaction.atomic
def change_role(*, by: Any, member: Member, role: str) -> AccessRequest | None:
    """Give a member another role; one that takes two is only asked for."""
    member, others = _alone(member)
    policies.can_change_role(member, by=by, role=role, others=others).or_refuse()
    if not policies.takes_two(role):
        return ask(by=by, kind=RequestKind.ROLE, member=member, role=role)
    _give_role(by, member, role)
    return None


@carries_out(RequestKind.ROLE)
def _change_role(*, request: AccessRequest, by: Any, address: str) -> None:
    member, others = _alone(request.member)
    policies.can_have_role(member, role=request.role, others=others).or_refuse()
    _give_role(by, member, request.role)


def _give_role(by: Any, member: Member, role: str) -> None:
    """She signs in again; cases stay only with roles that open them."""
    before, member.role = member.role, role
    member.save(update_fields=["role"])
    _leave(by, member, "role_changed")
    end_sessions(member.pk)
    if not permits(role, Permission.MANAGE_MEMBERS):
        lapse_requests_asked_by(member, by=by)
    audit.record("role_changed", by=by, about=member, detail={"from": before, "to": role})


def _alone(member: Member) -> tuple[Member, int]:
    """The member as she is now, and how many other administrators there are while we decide."""
    others = queries.administrators().select_for_update()
    count = sum(other.pk != member.pk and other.has_usable_password() for other in others)
    return Member.objects.select_for_update().get(pk=member.pk), count


def _leave(by: Any, member: Member, why: str, to: Member | None = None) -> None:
    """What she holds ends, as far as her standing holds it no more."""
    if not (member.is_active and member.opens_cases):
        for rule in _rules:
            rule(by=by, member=member, why=why, to=to)
    if not member.may(Permission.WORK_IN_SHELTER):
        for rule in _of_houses:
            rule(by=by, member=member, why=why)
