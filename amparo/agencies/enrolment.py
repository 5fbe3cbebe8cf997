"""Who may set up a second factor while she has none: whoever proved more than a password.

A link that was mailed to somebody who never held a factor, or a code that an administrator handed
over, opens the pages for half an hour in the one session that showed it.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from amparo.agencies.models import EnrolmentCode, Member
from amparo.core import clock
from amparo.core.keyring import ring

LASTS = timedelta(minutes=30)
TRIES = 5
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
GROUPS, EACH = 3, 4
_KEY = "may_enrol"


def fresh_code() -> str:
    groups = ("".join(secrets.choice(LETTERS) for _ in range(EACH)) for _ in range(GROUPS))
    return "-".join(groups)


def digest(code: str, member: Member) -> str:
    """Under the key ring and bound to the member: the table gives no code away."""
    plain = "".join(sign for sign in code.lower() if sign in LETTERS)
    key = ring().subkey("enrolment-codes")
    return hmac.new(key, f"{member.pk}:{plain}".encode(), hashlib.sha256).hexdigest()


def fits(held: EnrolmentCode, code: str, *, now: datetime) -> bool:
    right = hmac.compare_digest(held.digest, digest(code, held.member))
    return right and now - held.made_at <= LASTS


def allow(request, member: Member) -> None:
    """From now on this session may set up a factor for this member."""
    until = (clock.now() + LASTS).isoformat()
    request.session[_KEY] = {"member": str(member.pk), "until": until}


def is_allowed(request) -> bool:
    held = request.session.get(_KEY) or {}
    if held.get("member") != str(request.user.pk):
        return False
    return clock.now() <= datetime.fromisoformat(held["until"])


def end(request) -> None:
    request.session.pop(_KEY, None)
