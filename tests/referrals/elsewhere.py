"""An office of another installation: its keys, and what it would seal to us."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

import pytest

from amparo import agencies
from amparo.agencies import actions as members
from amparo.agencies.enums import Role
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.referrals import envelope
from amparo.referrals.actions import correspondence
from amparo.referrals.envelope import Card, Header, Keys
from amparo.referrals.models import Correspondent
from amparo.referrals.queries import correspondence as queries
from tests.office import Office, office  # noqa: F401
from tests.town import Town, places, town  # noqa: F401

GUATEMALA = Keys.fresh()


@dataclass
class Elsewhere:
    town: Town
    office: Office
    keys: Keys
    organisation: Organisation
    correspondent: Correspondent
    our_card: Card
    # Answers for the data at the controller's office.
    olga: Member

    @property
    def card(self) -> Card:
        return self.keys.card("Oficina inventada de Guatemala")

    def sealed(self, kind="referral", said=None, *, keys=None, to=None, **changed) -> bytes:
        """What they would send us now, but for what is changed."""
        payload = json.dumps(said if said is not None else {"words": "habla mam"}).encode()
        now = clock.now()
        header = Header(
            sender=self.card.code,
            recipient=self.our_card.code,
            number=uuid4().hex,
            kind=kind,
            purpose="referral",
            basis="consent",
            made_at=now.isoformat(),
            expires_at=(now + timedelta(days=7)).isoformat(),
            sha256=hashlib.sha256(payload).hexdigest(),
        )
        header = replace(header, **changed)
        return envelope.seal(keys or self.keys, to or self.our_card, header, payload)

    def opens(self, content: bytes) -> tuple[Header, dict]:
        """What they read of what we sealed to them, once our signature has been checked."""
        opened = envelope.open_sealed(self.keys, content)
        opened.check(self.our_card)
        return opened.header, json.loads(opened.payload)


@pytest.fixture
def elsewhere(town, office):  # noqa: F811
    olga = members.enrol(
        by=agencies.OPERATOR,
        username="olga",
        display_name="Olga Olmo",
        agency=town.programme,
        role=Role.DATA_PROTECTION,
        password="olga crosses the river",
        language="en",
    )
    correspondence.make_keys(by=olga)
    there = office.organisation("Oficina inventada de Guatemala", level="international")
    held = correspondence.bring_card(
        by=office.sara, organisation=there, card=GUATEMALA.card("Oficina inventada de Guatemala")
    )
    held = correspondence.compare_digits(
        by=town.fina, correspondent=held, heard=held.card.fingerprint
    )
    return Elsewhere(town, office, GUATEMALA, there, held, queries.our_card(), olga)
