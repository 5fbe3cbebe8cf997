"""Reads of agencies, members and drafts."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amparo.agencies import policies, sealed_drafts, sessions, waiting
from amparo.agencies.enums import AgencyKind, RequestKind, RequestState, Role
from amparo.agencies.models import AccessRequest, Agency, Draft, Member, Session
from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.core.errors import BadInput

_holding: list[Callable[[QuerySet[Agency]], QuerySet[Agency]]] = []


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


def other_factors(authenticator: Any) -> int:
    """How many second factors its owner holds beside this one."""
    kinds = [authenticator.Type.TOTP, authenticator.Type.WEBAUTHN]
    held = type(authenticator).objects.filter(user=authenticator.user_id, type__in=kinds)
    return held.exclude(pk=authenticator.pk).count()


def app_of(member: Member) -> Any:
    """Her authenticator app, if she has one."""
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).first()


def draft(member: Member, form: str) -> dict[str, Any] | None:
    """What the member had typed into this form, if she never sent it."""
    kept = Draft.objects.filter(member=member, form=form).first()
    if kept is None:
        return None
    content = sealed_drafts.unseal(kept.sealed, member_id=member.pk, form=form)
    return {"saved_at": kept.saved_at, "content": json.loads(content)}


def names(agency_codes: Iterable[str]) -> list[str]:
    """What agencies are called, by their codes."""
    found = Agency.objects.filter(code__in=list(agency_codes))
    return list(found.order_by("name").values_list("name", flat=True))


def beside(agency: Agency) -> list[Agency]:
    """The other agencies of the installation."""
    return list(Agency.objects.exclude(pk=agency.pk).order_by("name"))


def names_beside(agency: Agency) -> list[str]:
    """What the other agencies of the installation are called."""
    others = Agency.objects.exclude(pk=agency.pk).order_by("name")
    return list(others.values_list("name", flat=True))


def drafted_at(member: Member, form: str) -> datetime | None:
    """When the member last typed into this form without sending it, if she did."""
    return Draft.objects.filter(member=member, form=form).values_list("saved_at", flat=True).first()


def fresh_totp_secret() -> str:
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    return generate_totp_secret()


def totp_code(member: Member) -> str | None:
    """The six digits that the member's authenticator app shows now, if she has one."""
    from allauth.mfa.totp.internal import auth
    from allauth.mfa.utils import decrypt

    held = app_of(member)
    if held is None:
        return None
    counter = int(clock.now().timestamp()) // auth.app_settings.TOTP_PERIOD
    return auth.format_hotp_value(auth.hotp_value(decrypt(held.data["secret"]), counter))


def still_here(member: Member, session_key: str) -> Member | None:
    """The member as she is now, unless her access, her password or this visit ended meanwhile."""
    visit = Session.objects.filter(session_key=sessions.digest(session_key))
    now = Member.objects.select_related("agency").filter(Exists(visit), pk=member.pk)
    found = now.filter(is_active=True, password=member.password).first()
    return found if found and found.is_ours else None


def ended_accesses() -> dict[UUID, str]:
    """Who may no longer sign in, and why."""
    found = Member.objects.filter(is_active=False).exclude(access_ended_why="")
    return dict(found.values_list("pk", "access_ended_why"))


def administrators() -> QuerySet[Member]:
    return Member.objects.filter(role=Role.ADMINISTRATOR, is_active=True)


def active_administrators(*, other_than: Member | None = None) -> int:
    return administrators().exclude(pk=other_than.pk if other_than else None).count()


def never_came_in(username: str) -> Member | None:
    """An invited administrator who has set up nothing yet."""
    return administrators().filter(username=username, factor_held=False).first()


def came_in_administrators(*, other_than: Member) -> int:
    found = administrators().exclude(pk=other_than.pk)
    return sum(member.has_usable_password() for member in found)


def is_last_coordinator(member: Member) -> bool:
    """Whether nobody else would answer for the cases of her agency."""
    if member.role != Role.COORDINATOR or not member.is_active:
        return False
    return not _coordinators().filter(agency_id=member.agency_id).exclude(pk=member.pk).exists()


def agencies_without_coordinator() -> list[Agency]:
    """Agencies that hold cases, and where nobody answers for them: somebody must be named."""
    waiting = Agency.objects.exclude(pk__in=_coordinators().values("agency"))
    found = {agency for rule in _holding for agency in rule(waiting)}
    return sorted(found, key=lambda agency: agency.name)


def which_hold_cases(rule: Callable[[QuerySet[Agency]], QuerySet[Agency]]) -> Callable:
    """Let a room above say which agencies hold what a coordinator answers for."""
    if rule not in _holding:
        _holding.append(rule)
    return rule


def may_take_over(member: Member) -> list[Member]:
    """Colleagues of her agency whose role opens cases."""
    found = Member.objects.filter(agency_id=member.agency_id, is_active=True).exclude(pk=member.pk)
    return [each for each in found.order_by("display_name") if each.opens_cases]


def focal_points(agency_id: Any) -> list[Member]:
    """Who watches over the data of an agency; if it has nobody, whoever does so for all."""
    found = Member.objects.filter(role=Role.DATA_PROTECTION, is_active=True)
    own = list(found.filter(agency_id=agency_id))
    return own or list(found.filter(agency__kind=AgencyKind.OFFICE))


def _coordinators() -> QuerySet[Member]:
    return Member.objects.filter(role=Role.COORDINATOR, is_active=True)


def with_second_factor() -> set[UUID]:
    """The members who hold a factor, in one question."""
    from allauth.mfa.models import Authenticator

    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return set(Authenticator.objects.filter(type__in=factors).values_list("user_id", flat=True))


def waiting_requests() -> QuerySet[AccessRequest]:
    """What somebody asked for, nobody answered, and still can be confirmed; the oldest first."""
    found = AccessRequest.objects.filter(state=RequestState.WAITING).exclude(_stale())
    return found.select_related("member__agency", "agency", "asked_by").order_by("asked_at")


@waiting.counted(
    ngettext_lazy(
        "%(number)s request for access waits for a second yes.",
        "%(number)s requests for access wait for a second yes.",
        "number",
    ),
    url="agencies:members",
    label=_("Members"),
)
def requests_to_answer(member: Member) -> int:
    return waiting_requests().count() if member.may(Permission.MANAGE_MEMBERS) else 0


def stale_requests() -> QuerySet[AccessRequest]:
    return AccessRequest.objects.filter(_stale(), state=RequestState.WAITING)


def _stale() -> Q:
    now, a_day = clock.now(), Q(kind__in=policies.WAITS_A_DAY)
    return a_day & Q(asked_at__lt=now - policies.A_DAY) | Q(asked_at__lt=now - policies.A_WEEK)


def waits(kind: RequestKind, member: Member) -> bool:
    return waiting_requests().filter(kind=kind, member=member).exists()


def is_wanted(username: str) -> bool:
    """Whether somebody signs in with this name, or waits to be let in with it."""
    invited = waiting_requests().filter(kind=RequestKind.INVITATION, username__iexact=username)
    return is_taken(username) or invited.exists()


def is_taken(username: str) -> bool:
    return Member.objects.filter(username__iexact=username).exists()


def way_in(member: Member) -> str:
    """The single-use way in: it ends after 30 minutes, or when she has set her password."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.urls import reverse

    words = {
        "uidb36": user_pk_to_url_str(member),
        "key": default_token_generator.make_token(member),
    }
    return reverse("account_reset_password_from_key", kwargs=words)
