"""May a member do this now? Pure: asks no database."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from amparo.agencies.enums import Role
from amparo.agencies.models import FactorReset, Member
from amparo.agencies.roles import WORDS, Permission
from amparo.core.decisions import ALLOWED, Decision

A_RESET_WAITS = timedelta(hours=24)


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


def can_end_access(member: Member, *, by, others: int) -> Decision:
    """`others`: the other administrators who have come in."""
    if not member.is_active:
        return Decision(_("Her access has ended already."))
    return _may_move(member, by=by, others=others)


def can_change_role(member: Member, *, by, role: str, others: int) -> Decision:
    if not member.is_active:
        return Decision(_("Her access has ended, so her role stays as it was."))
    if role == member.role:
        return Decision(_("That is her role already."))
    return _may_move(member, by=by, others=others)


def _may_move(member: Member, *, by, others: int) -> Decision:
    if member.pk == by.pk:
        return Decision(_("Nobody changes her own access. Another administrator does."))
    if member.role == Role.ADMINISTRATOR and not others:
        return Decision(
            _(
                "She is the last administrator who has come in: without her nobody could invite "
                "or bar anybody. Let another one come in first."
            )
        )
    return may(by, Permission.MANAGE_MEMBERS)


def can_restore_access(member: Member, *, by) -> Decision:
    if member.is_active:
        return Decision(_("Her access has not ended."))
    return may(by, Permission.MANAGE_MEMBERS)


def can_give_code(member: Member, *, by, has_factor: bool) -> Decision:
    if member.pk == by.pk:
        return Decision(_("Nobody gives a code to herself. Another administrator does."))
    if not member.is_active:
        return Decision(_("Her access has ended, so she sets up nothing."))
    if has_factor:
        return Decision(_("She holds a second factor. If she lost it, say so first."))
    return may(by, Permission.MANAGE_MEMBERS)


def can_ask_reset(member: Member, *, by, has_factor: bool) -> Decision:
    if member.pk == by.pk:
        return Decision(_("Nobody asks for her own second factor. Two other administrators do."))
    if not has_factor:
        return Decision(_("She has no second factor, so there is none to re-issue."))
    return may(by, Permission.MANAGE_MEMBERS)


def can_confirm_reset(reset: FactorReset, *, by, now: datetime) -> Decision:
    if reset.confirmed_at is not None:
        return Decision(_("This has been confirmed already."))
    if now - reset.asked_at > A_RESET_WAITS:
        return Decision(_("This was asked for more than a day ago. Ask for it anew."))
    if not reset.asked_by.is_active:
        return Decision(_("Whoever asked for this has no access any more. Ask for it anew."))
    if by.pk in (reset.asked_by_id, reset.member_id):
        return Decision(
            _("Another administrator must confirm this, not who asked for it or who lost it.")
        )
    return may(by, Permission.MANAGE_MEMBERS)
