"""May this be resolved now? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agreements.enums import Standing
from amparo.agreements.models import Agreement
from amparo.agreements.policies import agreement as agreements
from amparo.committees.enums import RanOut
from amparo.committees.models import Resolution, Session
from amparo.committees.policies import session as sessions
from amparo.core.decisions import ALLOWED, Decision


def can_resolve(session: Session, *, by: Any, quorum: Decision) -> Decision:
    """Without quorum, no vote."""
    open_now = sessions.can_attend(session, by=by)
    return quorum if open_now else open_now


def was_carried(
    *, in_favour: int, against: int, abstained: int, here: int, chair_decides: bool
) -> Decision:
    """Every vote of those who are here is counted, and more are in favour than against.

    `chair_decides`: the chair is here, and the committee lets the chair decide a tie.
    """
    counted = in_favour + against + abstained
    if counted != here:
        return Decision(
            _(
                "Those with vote who are here: %(here)s. Votes counted: %(counted)s. Count again, "
                "or change who is here. Nothing was lost."
            )
            % {"here": here, "counted": counted}
        )
    if in_favour > against or (chair_decides and in_favour == against > 0):
        return ALLOWED
    return Decision(
        _(
            "It was not carried, so it gets no number. Write in the account of its point what was "
            "proposed and how the vote went."
        )
    )


def can_correct(resolution: Resolution, *, by: Any) -> Decision:
    if resolution.struck_why:
        return Decision(_("This resolution was struck. Its number stays empty."))
    return sessions.can_attend(resolution.session, by=by)


def can_strike(resolution: Resolution, *, by: Any, why: str, owed: bool) -> Decision:
    """`owed`: a commitment made by it is still open."""
    if owed:
        return Decision(_("A commitment rests on it. Drop that first, with its reason."))
    if not why.strip():
        return Decision(_("Say why it is struck. Its number is not given again."))
    return can_correct(resolution, by=by)


def ran_out(agreement: Agreement, *, on: date) -> RanOut | None:
    """How an agreement stands ill on the day of a session. It bars nothing: to renew it is often
    what the committee meets for."""
    found = agreements.standing(agreement, on=on)
    if found == Standing.ENDED:
        return RanOut.ENDED
    if found == Standing.EXPIRED:
        return RanOut.BEFORE
    if agreement.ends_low == on:
        return RanOut.THAT_DAY
    return None
