"""May a session be called, opened, closed, signed? Pure: asks no database."""

from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.committees.enums import FIXED, SessionState
from amparo.committees.models import Committee, Session
from amparo.committees.policies import committee as committees
from amparo.core.decisions import ALLOWED, Decision


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_COMMITTEES)


def can_call(committee: Committee, *, by: Any, somewhere: bool) -> Decision:
    """`somewhere`: its place or its link is said."""
    if not somewhere:
        return Decision(_("Say where it meets: a place, or a link."))
    return committees.can_change(committee, by=by)


def notice_is_kept(session: Session, *, days: int) -> Decision:
    """A warning and no bar: who calls late answers for it."""
    given = (session.on - session.called_on).days
    if session.state != SessionState.CALLED or given >= days:
        return ALLOWED
    return Decision(
        _(
            "It was called %(given)s days ahead, and this committee asks for %(days)s. Whoever "
            "misses it may object to what is resolved: ask by telephone, or choose a later day."
        )
        % {"given": max(given, 0), "days": days}
    )


def can_change(session: Session, *, by: Any) -> Decision:
    return _in(session, {SessionState.CALLED}, by=by)


def can_arrange(session: Session, *, by: Any) -> Decision:
    """Points may be added and moved until it is closed."""
    return _in(session, {SessionState.CALLED, SessionState.OPENED}, by=by)


def can_remove(session: Session, *, by: Any, resolved: bool) -> Decision:
    if resolved:
        return Decision(_("Something was resolved about this point, so it stays."))
    return can_arrange(session, by=by)


def can_open(session: Session, *, by: Any, today: date) -> Decision:
    if session.on > today:
        return Decision(_("Its day lies ahead. Change the day, or open it then."))
    return _in(session, {SessionState.CALLED}, by=by)


def can_attend(session: Session, *, by: Any) -> Decision:
    return _in(session, {SessionState.OPENED}, by=by)


def can_close(session: Session, *, by: Any, somebody_came: bool, at: time) -> Decision:
    if not somebody_came:
        return Decision(_("Say first who came. Minutes without anybody cannot be signed."))
    if session.opened_at is not None and at < session.opened_at:
        return Decision(_("It would end before it began. Look at the two hours."))
    return _in(session, {SessionState.OPENED}, by=by)


def can_call_off(session: Session, *, by: Any, why: str) -> Decision:
    if not why.strip():
        return Decision(_("Say why: those who were called ask."))
    return _in(session, {SessionState.CALLED}, by=by)


def can_sign(session: Session, *, by: Any) -> Decision:
    return _in(session, {SessionState.CLOSED}, by=by)


def can_correct(session: Session, *, by: Any, text: str) -> Decision:
    if not text.strip():
        return Decision(_("Say what the minutes say, and what they should say."))
    return _in(session, set(FIXED), by=by)


def _in(session: Session, states: set[SessionState], *, by: Any) -> Decision:
    if session.state not in states:
        return Decision(_standing(session))
    return can_keep(by=by)


def _standing(session: Session) -> str:
    return {
        SessionState.CALLED: _("This session has not begun. Open it when you meet."),
        SessionState.OPENED: _("This session has begun and is not closed yet."),
        SessionState.CLOSED: _(
            "This session is closed and the words of its minutes are fixed. Write a correction."
        ),
        SessionState.SIGNED: _("The minutes of this session are signed. Write a correction."),
        SessionState.CALLED_OFF: _("This session was called off."),
    }[SessionState(session.state)]
