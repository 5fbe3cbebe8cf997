"""A referral sealed to the keys of another office, and the notice that it stopped."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from amparo.core import clock
from amparo.referrals.actions import packages
from amparo.referrals.enums.package import Kind
from amparo.referrals.models import Referral, SentPackage
from amparo.referrals.policies.package import LONGEST
from amparo.referrals.queries import by_file as queries


def seal(held: Referral, *, by: Any, language: str) -> SentPackage:
    """What was let go, for as long as it was let go and a month at most."""
    return packages.seal(
        by=by,
        agency=held.agency,
        to=held.organisation,
        kind=Kind.REFERRAL,
        said=queries.said(held, language=language),
        purpose=held.disclosure.purpose,
        basis=held.disclosure.basis,
        expires_at=_ends(held, clock.now()),
    )


def _ends(held: Referral, now: datetime) -> datetime:
    """The last moment of the day until which she agreed."""
    if held.disclosure.expires_on is None:
        return now + LONGEST
    day = held.disclosure.expires_on + timedelta(days=1)
    end = timezone.make_aware(datetime.combine(day, time.min))
    return min(end, now + LONGEST)


def seal_the_stop(held: Referral, *, by: Any) -> SentPackage | None:
    """In the transaction in which it is closed; the file itself is let go. Where their card counts
    no more, somebody calls."""
    held.package.content = None
    held.package.save(update_fields=["content"])
    if not queries.may_seal(held):
        return None
    return packages.seal(
        by=by,
        agency=held.agency,
        to=held.organisation,
        kind=Kind.STOP,
        said={"referral": held.disclosure.number},
        expires_at=clock.now() + LONGEST,
    )
