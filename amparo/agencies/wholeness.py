"""Whether a member is as this site wrote her, with her second factors.

Whoever writes the tables could put his own address, password or passkey into her place.
"""

from typing import Any

from amparo.agencies.models import Member
from amparo.core import marks

_MARK = "mark"


def mark_factor(authenticator: Any) -> None:
    """Before it is saved. What it says is an object in one column; the mark lies within."""
    authenticator.data = _said(authenticator) | {_MARK: _right(authenticator)}


def is_our_factor(authenticator: Any) -> bool:
    return marks.fits(authenticator.data.get(_MARK, ""), _right(authenticator))


def is_whole(member: Member) -> bool:
    now = Member.objects.filter(pk=member.pk).first()
    if now is None or not now.is_ours:
        return False
    return all(is_our_factor(each) for each in now.authenticator_set.all())


def _said(authenticator: Any) -> dict[str, Any]:
    return {name: value for name, value in authenticator.data.items() if name != _MARK}


def _right(authenticator: Any) -> str:
    return marks.mark("factor", [authenticator.user_id, authenticator.type, _said(authenticator)])
