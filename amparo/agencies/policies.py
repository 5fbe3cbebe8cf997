"""May a member do this now? Pure: asks no database."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from amparo.agencies import OPERATOR
from amparo.agencies.enums import RequestKind, RequestState, Role
from amparo.agencies.models import AccessRequest, Member
from amparo.agencies.roles import WORDS, Permission, is_grave
from amparo.core.decisions import ALLOWED, Decision

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
# Whoever asks for these is sure that it is her, today. In a week that may be somebody else.
WAITS_A_DAY = {RequestKind.LOST_FACTOR, RequestKind.CODE}


def may(member, permission: Permission) -> Decision:
    """A role either carries a permission or says which one is missing."""
    if member.may(permission):
        return ALLOWED
    return Decision(
        _("Your role does not allow you to %(what)s. Ask your coordinator if you need it.")
        % {"what": WORDS[permission]}
    )


def can_invite(*, by) -> Decision:
    return may(by, Permission.MANAGE_MEMBERS)


def can_begin(*, administrators: int) -> Decision:
    """The first administrator is invited from the machine itself, all others by her."""
    if administrators:
        return Decision(
            _("There is an administrator already. Ask her to invite others on the page of members.")
        )
    return ALLOWED


def can_invite_again(member: Member, *, by) -> Decision:
    if not member.is_active:
        return Decision(_("Her access has ended. Give it back first."))
    if member.has_usable_password():
        return Decision(
            _("She has come in already. A forgotten password she renews herself, by mail.")
        )
    return can_invite(by=by)


def can_choose_password(member: Member, *, as_of_before: Member) -> Decision:
    """`as_of_before`: as she was when her old password, or her link, was looked at."""
    if not member.is_active or member.password != as_of_before.password:
        return Decision(
            _("Your access changed while this was on its way, so nothing was saved. Sign in again.")
        )
    return ALLOWED


def can_end_access(member: Member, *, by, others: int) -> Decision:
    """`others`: the other administrators who have come in."""
    if not member.is_active:
        return Decision(_("Her access has ended already."))
    return _may_move(member, by=by, others=others)


def can_change_role(member: Member, *, by, role: str, others: int) -> Decision:
    return can_have_role(member, role=role, others=others) and _may_move(
        member, by=by, others=others
    )


def can_have_role(member: Member, *, role: str, others: int) -> Decision:
    if not member.is_active:
        return Decision(_("Her access has ended, so her role stays as it was."))
    if role == member.role:
        return Decision(_("That is her role already."))
    return _not_the_last(member, others=others)


def _may_move(member: Member, *, by, others: int) -> Decision:
    if member.pk == by.pk:
        return Decision(_("Nobody changes her own access. Another administrator does."))
    return _not_the_last(member, others=others) and may(by, Permission.MANAGE_MEMBERS)


def _not_the_last(member: Member, *, others: int) -> Decision:
    if member.role == Role.ADMINISTRATOR and not others:
        return Decision(
            _(
                "She is the last administrator who has come in: without her nobody could invite "
                "or bar anybody. Let another one come in first."
            )
        )
    return ALLOWED


def can_take_over(to: Member, *, member: Member) -> Decision:
    """Whose cases go to her in one step: a colleague who was let into cases already, by two."""
    if to.pk == member.pk or to.agency_id != member.agency_id:
        return Decision(_("Her cases can go to a colleague of the same agency only."))
    if not (to.is_active and to.opens_cases):
        return Decision(_("This member's role does not open cases."))
    return ALLOWED


def can_end_visits(member: Member, *, by) -> Decision:
    """An administrator; a coordinator, those of her agency. It takes nothing but what is open."""
    if by.may(Permission.MANAGE_MEMBERS):
        return ALLOWED
    if by.agency_id != member.agency_id:
        return Decision(_("Only somebody of the same agency can end this."))
    return may(by, Permission.ASSIGN_TEAM)


def can_restore_access(member: Member, *, by) -> Decision:
    return can_be_restored(member) and may(by, Permission.MANAGE_MEMBERS)


def can_be_restored(member: Member) -> Decision:
    if member.is_active:
        return Decision(_("Her access has not ended."))
    return ALLOWED


def can_remove_factor(member: Member, *, others: int) -> Decision:
    """`others`: the second factors that she would keep. Codes on paper are none."""
    if member.role_needs_factor and not others:
        return Decision(
            _(
                "Your role needs a second factor, and this is your only one. Set up another one "
                "first; then you can remove this one."
            )
        )
    return ALLOWED


def takes_two(role: str) -> Decision:
    """The one rule about who is let in, with its one reason."""
    if is_grave(role):
        return Decision(
            _(
                "What lets somebody open cases, manage members or let figures out takes two "
                "people. Another administrator confirms it, or whoever runs the machine."
            )
        )
    return ALLOWED


def can_ask_code(member: Member, *, by, has_factor: bool, waits: bool = False) -> Decision:
    if member.pk == by.pk:
        return Decision(_("Nobody gives a code to herself. Another administrator does."))
    return may(by, Permission.MANAGE_MEMBERS) and can_have_code(
        member, has_factor=has_factor, waits=waits
    )


def can_have_code(member: Member, *, has_factor: bool, waits: bool = False) -> Decision:
    if not member.is_active:
        return Decision(_("Her access has ended, so she sets up nothing."))
    if has_factor:
        return Decision(_("She holds a second factor. If she lost it, say so first."))
    return not_waiting(waits)


def can_give_code(member: Member, *, by, has_factor: bool) -> Decision:
    """At once and alone."""
    return can_ask_code(member, by=by, has_factor=has_factor) and takes_two(member.role)


def can_ask_reset(member: Member, *, by, has_factor: bool, waits: bool = False) -> Decision:
    if member.pk == by.pk:
        return Decision(_("Nobody asks for her own second factor. Two other administrators do."))
    if not has_factor:
        return Decision(_("She has no second factor, so there is none to re-issue."))
    return may(by, Permission.MANAGE_MEMBERS) and not_waiting(waits)


def not_waiting(waits: bool) -> Decision:
    if waits:
        return Decision(_("This was asked for already. It waits for a second yes."))
    return ALLOWED


def is_free(*, taken: bool) -> Decision:
    if taken:
        return Decision(
            _("Another member signs in with this name by now. Say no, and ask with another name.")
        )
    return ALLOWED


def waits_until(request: AccessRequest) -> datetime:
    return request.asked_at + (A_DAY if request.kind in WAITS_A_DAY else A_WEEK)


def can_confirm(request: AccessRequest, *, by, now: datetime) -> Decision:
    """Another administrator than who asked and than whom it concerns, or the operator."""
    if not request.is_ours:
        return Decision(request.ALTERED)
    if request.state != RequestState.WAITING:
        return Decision(_("This request was answered before; nothing more is needed."))
    if now > waits_until(request):
        return Decision(_("This has waited too long; things may have changed. Ask for it anew."))
    if not request.asked_by.may(Permission.MANAGE_MEMBERS):
        return Decision(
            _("Whoever asked for this no longer manages members. Say no, and ask for it anew.")
        )
    if by is OPERATOR:
        return ALLOWED
    if by.pk in (request.asked_by_id, request.member_id):
        return Decision(
            _("Another administrator must confirm this, not who asked for it or whom it concerns.")
        )
    return may(by, Permission.MANAGE_MEMBERS)


def can_refuse(request: AccessRequest, *, by) -> Decision:
    """Any administrator, so that whoever asked can call it off."""
    if request.state != RequestState.WAITING:
        return Decision(_("This request was answered before; nothing more is needed."))
    return ALLOWED if by is OPERATOR else may(by, Permission.MANAGE_MEMBERS)
