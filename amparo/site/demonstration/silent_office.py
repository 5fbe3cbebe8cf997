"""An office abroad asked us to receive somebody, got our yes, and has said nothing since."""

import hashlib
import json
from datetime import timedelta
from uuid import uuid4

from django.db import transaction

from amparo.agencies.models import Member
from amparo.core import clock
from amparo.journeys.actions import steps
from amparo.journeys.models import Journey
from amparo.organisations.actions import organisation as organisations
from amparo.organisations.enums import GovernmentLevel, Sector
from amparo.organisations.models import Organisation
from amparo.referrals import envelope
from amparo.referrals.actions import correspondence, packages
from amparo.referrals.models import OfficeKeys
from amparo.referrals.policies import correspondence as policies
from amparo.referrals.queries import correspondence as queries

OFFICE = "Oficina de Huehuetenango (invención)"
DAY = timedelta(days=1)
# So long ago they asked, and so long ago the last day was on which she could have travelled.
ASKED, OVER = 34, 20


@transaction.atomic
def load(*, sara: Member, fina: Member, ana: Member) -> None:
    """Cards are exchanged and their request came sealed; what is there already stays."""
    if Organisation.objects.filter(name=OFFICE).exists():
        return
    if not OfficeKeys.objects.exists():
        if not policies.can_make_keys(by=fina):
            # An older demonstration may have other offices.
            return
        correspondence.make_keys(by=fina)
    there = organisations.record(
        by=sara, name=OFFICE, sector=Sector.INTERNATIONAL, level=GovernmentLevel.INTERNATIONAL
    )
    keys = envelope.Keys.fresh()
    card = correspondence.bring_card(by=sara, organisation=there, card=keys.card(OFFICE))
    correspondence.compare_digits(by=fina, correspondent=card, heard=card.card.fingerprint)
    packages.take_in(by=ana, content=_asks(keys, keys.card(OFFICE).code))
    held = Journey.objects.get(office=there)
    yes = {"answers": 1, "says": "yes", "host": "safe"}
    day = clock.today() - (ASKED - 3) * DAY
    step = steps.say(by=ana, journey=held, kind="answer", day=day, facts=yes)
    packages.take_out(by=ana, package=step.went_with)


def _asks(keys: envelope.Keys, sender: str) -> bytes:
    """What they would send: codes and days, and nobody's name."""
    today, now = clock.today(), clock.now()
    facts = {
        "pathway": "return", "country": "MX", "grown": "adult", "languages": ["mam"], "needs": [],
        "from": str(today - (OVER + 5) * DAY), "until": str(today - OVER * DAY),
    }  # fmt: skip
    step = {
        "number": 1, "kind": "request", "day": str(today - ASKED * DAY),
        "said_at": (now - ASKED * DAY).isoformat(), "facts": facts,
    }  # fmt: skip
    said = {
        "journey": uuid4().hex, "from": "sending", "pathway": "return", "country": "MX",
        "steps": [step], "holds": 0, "blocks": [],
    }  # fmt: skip
    payload, ours = json.dumps(said).encode(), queries.our_card()
    header = envelope.Header(
        sender=sender, recipient=ours.code, number=uuid4().hex, kind=steps.KIND, purpose="return",
        basis="consent", made_at=now.isoformat(), expires_at=(now + 20 * DAY).isoformat(),
        sha256=hashlib.sha256(payload).hexdigest(),
    )  # fmt: skip
    return envelope.seal(keys, ours, header, payload)
