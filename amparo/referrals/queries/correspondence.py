"""Whose card counts, and which keys are ours."""

from datetime import datetime

from django.conf import settings

from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.referrals.envelope import Card, Keys
from amparo.referrals.models import Correspondent, OfficeKeys
from amparo.referrals.policies.package import LONGEST


def our_name() -> str:
    return settings.CONTROLLER_NAME or settings.DISPLAYED_NAME


def our_keys() -> OfficeKeys | None:
    return OfficeKeys.objects.filter(retired_at__isnull=True).first()


def our_card() -> Card | None:
    held = our_keys()
    return held.keys.card(our_name()) if held else None


def opening(now: datetime | None = None) -> tuple[Keys | None, frozenset[str]]:
    """What opens a package today, and by which codes it may name us: a package that was sealed
    before the keys were changed opens until its time is over."""
    since = (now or clock.now()) - LONGEST
    rows = OfficeKeys.objects.exclude(retired_at__lt=since).order_by("-made_at")
    held = [row.keys for row in rows]
    if not held:
        return None, frozenset()
    codes = frozenset(each.card(our_name()).code for each in held)
    return Keys(held[0].signing, held[0].sealing, tuple(each.sealing for each in held[1:])), codes


def standing(organisation: Organisation) -> Correspondent | None:
    """The card that we hold of an organisation, compared or not."""
    return Correspondent.objects.filter(organisation=organisation, ended_at__isnull=True).first()


def holder_of(card: Card) -> Correspondent | None:
    return Correspondent.objects.filter(code=card.code).first()
