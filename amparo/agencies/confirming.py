"""Whether she herself is there now: what she typed since she signed in, and how long ago.

Signing in opens names and exports for a quarter of an hour, but not her own second factors: whoever
finds a screen left open would otherwise make it hers for good.
"""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.core.exceptions import ReauthenticationRequired

from amparo.agencies import enrolment, queries

HOLDS = 5 * 60
FIRST_FACTOR = "first_factor"
_SIGNED_IN = "signed_in"


def note_sign_in(request) -> None:
    """Signing in counts as the first confirmation of who she is, but not as one typed since."""
    if records := request.session.get(AUTHENTICATION_METHODS_SESSION_KEY):
        records[-1] |= {"reauthenticated": True, _SIGNED_IN: True}
        request.session.modified = True


def note_first_factor(request, member) -> None:
    """She has just typed the code of her new app, or touched her new key: her sheet may follow."""
    record_authentication(request, member, FIRST_FACTOR, reauthenticated=True)


def is_fresh(request) -> bool:
    records = get_authentication_records(request, request.user)
    typed = [r for r in records if r.get("reauthenticated") and not r.get(_SIGNED_IN)]
    return bool(typed) and time.time() - typed[-1]["at"] <= HOLDS


def freshly_confirmed(view: Callable) -> Callable:
    """Ask for password or factor first, unless she typed one of them in the last five minutes."""

    @wraps(view)
    def only_then(request, *args, **kwargs):
        if not (is_fresh(request) or _sets_up_her_first(request)):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return only_then


def _sets_up_her_first(request) -> bool:
    """A link that was mailed, or a code that was handed over, proves more than her password."""
    return enrolment.is_allowed(request) and not queries.has_second_factor(request.user)
