"""May a package be sealed, taken out, taken in? Pure: asks no database."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.referrals.enums.package import Unopened
from amparo.referrals.envelope import Header
from amparo.referrals.models import Correspondent, SentPackage

LONGEST = timedelta(days=31)
# Clocks of two machines differ; a package of next week is something else.
AHEAD = timedelta(hours=12)


def can_seal_to(correspondent: Correspondent | None, *, has_keys: bool) -> Decision:
    if not has_keys:
        return Decision(_("This site has no keys yet. The focal point makes them once."))
    if correspondent is None or correspondent.ended_at is not None:
        return Decision(_("We hold no card of this office. Exchange cards first, or use paper."))
    if correspondent.compared_at is None:
        return Decision(_("The digits of this office were not compared by telephone yet."))
    return ALLOWED


def can_hold_for(made_at: datetime, expires_at: datetime) -> Decision:
    if not made_at < expires_at <= made_at + LONGEST:
        return Decision(_("A package holds from now for 31 days at most."))
    return ALLOWED


def can_take_out(package: SentPackage, *, by: Any, now: datetime) -> Decision:
    if by.agency_id != package.agency_id:
        return Decision(_("Only the agency that sealed this package takes it out."))
    if now >= package.expires_at:
        return Decision(_("The time of this package is over. Seal a new one."))
    if package.content is None:
        return Decision(_("This package was let go. Seal a new one."))
    return agencies.may(by, Permission.RECORD_CASES)


def can_take_in(*, by: Any) -> Decision:
    return agencies.may(by, Permission.RECORD_CASES)


def why_not(header: Header, *, ours: frozenset[str], now: datetime) -> Unopened | None:
    """Why a package with a good signature is not taken. `ours`: codes of our cards that count."""
    if header.recipient not in ours:
        return Unopened.MISADDRESSED
    if now >= header.ends():
        return Unopened.EXPIRED
    if header.begins() > now + AHEAD or header.ends() > header.begins() + LONGEST:
        return Unopened.WRONG_CLOCK
    return None


def sender_counts(sender: Correspondent | None) -> Unopened | None:
    """Whether a signature of this office says anything to us."""
    if sender is None:
        return Unopened.UNKNOWN_SENDER
    if sender.ended_at is not None:
        return Unopened.SENDER_ENDED
    return None if sender.compared_at is not None else Unopened.NOT_COMPARED
