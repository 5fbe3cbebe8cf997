"""Second factors: given, lost, taken away, and the code without which none is set up anew."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.db import transaction

from amparo import audit
from amparo.agencies import enrolment, policies, queries
from amparo.agencies.actions.requests import ask, carries_out
from amparo.agencies.actions.sessions import end_sessions
from amparo.agencies.enums import RequestKind
from amparo.agencies.models import AccessRequest, EnrolmentCode, Member
from amparo.core import clock


@transaction.atomic
def give_totp(*, by: Any, member: Member, secret: str) -> None:
    """Give a member an authenticator app whose secret is known, as demonstrations need."""
    kind = Authenticator.Type.TOTP
    Authenticator.objects.create(user=member, type=kind, data={"secret": encrypt(secret)})
    note_factor(member=member)
    audit.record("factor_added", by=by, about=member, detail={"kind": str(kind)})


@transaction.atomic
def ask_factor_reset(*, by: Member, member: Member) -> AccessRequest:
    """Say that a member lost her second factor. Nothing changes until another confirms."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    has_factor = queries.has_second_factor(member)
    policies.can_ask_reset(member, by=by, has_factor=has_factor).or_refuse()
    return ask(by=by, kind=RequestKind.LOST_FACTOR, member=member)


@carries_out(RequestKind.LOST_FACTOR)
def _re_issue(*, request: AccessRequest, by: Any, address: str) -> str | None:
    """Take her lost factors away and end her sessions. A code lets her set up a new one."""
    remove_factors(request.member)
    end_sessions(request.member_id)
    audit.record("factors_taken_away", by=by, about=request.member)
    return _fresh_code(by, request.member) if request.member.is_active else None


def remove_factors(member: Member) -> None:
    """Apps, passkeys, security keys and codes on paper."""
    Authenticator.objects.filter(user_id=member.pk).delete()
    EnrolmentCode.objects.filter(member=member).delete()


@transaction.atomic
def end_app(*, by: Member) -> None:
    """End the app on her old telephone, in the transaction in which the new one is set up."""
    Authenticator.objects.filter(user=by, type=Authenticator.Type.TOTP).delete()
    audit.record("factor_removed", by=by, about=by, detail={"kind": "totp"})


def hold_still(*, member: Member) -> None:
    """Two requests of one member that take a factor away each wait for one another."""
    Member.objects.select_for_update().get(pk=member.pk)


@transaction.atomic
def note_factor(*, member: Member) -> None:
    """From now on she comes in with a second factor or not at all, and the code is used up."""
    if not member.factor_held:
        member.factor_held = True
        member.save(update_fields=["factor_held"])
    EnrolmentCode.objects.filter(member=member).delete()


@transaction.atomic
def note_factor_given_up(*, member: Member) -> None:
    """She took her last factor away herself: a role that needs none does without again."""
    needed = member.role_needs_factor or queries.has_second_factor(member)
    if member.factor_held and not needed:
        member.factor_held = False
        member.save(update_fields=["factor_held"])


@transaction.atomic
def ask_code(*, by: Member, member: Member) -> AccessRequest:
    """Ask for a code for somebody whose role takes two; whoever confirms reads it off her page."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    has_factor = queries.has_second_factor(member)
    policies.can_ask_code(member, by=by, has_factor=has_factor).or_refuse()
    return ask(by=by, kind=RequestKind.CODE, member=member)


@carries_out(RequestKind.CODE)
def _give_code(*, request: AccessRequest, by: Any, address: str) -> str:
    member = Member.objects.select_for_update().get(pk=request.member_id)
    has_factor = queries.has_second_factor(member)
    policies.can_have_code(member, has_factor=has_factor).or_refuse()
    return _fresh_code(by, member)


@transaction.atomic
def make_enrolment_code(*, by: Member, member: Member) -> str:
    """Give a code alone, to somebody whose role leads to no case and no member. Shown only now."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    has_factor = queries.has_second_factor(member)
    policies.can_give_code(member, by=by, has_factor=has_factor).or_refuse()
    return _fresh_code(by, member)


def _fresh_code(by: Any, member: Member) -> str:
    """The code with which she may set up a second factor: once, for 30 minutes."""
    code = enrolment.fresh_code()
    facts = {
        "digest": enrolment.digest(code, member),
        "made_by": by if isinstance(by, Member) else None,
        "made_at": clock.now(),
        "tries_left": enrolment.TRIES,
    }
    EnrolmentCode.objects.update_or_create(member=member, defaults=facts)
    audit.record("enrolment_code_made", by=by, about=member)
    return code


@transaction.atomic
def use_enrolment_code(*, by: Member, code: str) -> bool:
    """Whether this is the code she was given. It works once; five wrong ones end it."""
    held = EnrolmentCode.objects.select_for_update().filter(member=by).first()
    fits = held is not None and enrolment.fits(held, code, now=clock.now())
    audit.record("enrolment_code_used" if fits else "enrolment_code_refused", by=by, about=by)
    if held is None:
        return False
    held.tries_left -= 1
    if fits or not held.tries_left:
        held.delete()
    else:
        held.save(update_fields=["tries_left"])
    return fits
