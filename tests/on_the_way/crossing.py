"""The same return, with an office of another installation that holds keys, and signs."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from amparo.agreements.actions import agreements, data_clauses
from amparo.core import clock
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import steps
from amparo.journeys.models import Journey
from amparo.journeys.policies import spoken
from amparo.journeys.policies.thread import Said
from amparo.referrals.actions import packages
from tests.on_the_way.going_home import DAY, Home
from tests.referrals.elsewhere import Elsewhere


@dataclass
class Crossing(Home):
    elsewhere: Elsewhere = None
    agreement: object = None
    # When they say things: the same each time that they say them.
    moment: datetime = field(default_factory=clock.now)

    def says_yes(self, **more):
        return super().says_yes(recipient_name=self.elsewhere.organisation.name, **more)

    def clause(self, *blocks):
        self.clause_for("return", *blocks)

    def clause_for(self, purpose, *blocks):
        today = clock.today()
        made = data_clauses.propose(
            by=self.town.alba, agreement=self.agreement, giver=self.luz,
            receiver=self.elsewhere.organisation, blocks=list(blocks or ["identity"]),
            purpose=purpose, basis="consent", starts_on=today, ends_on=today + 60 * DAY,
        )  # fmt: skip
        for each in made:
            data_clauses.confirm(by=self.town.fina, clause=each)

    @property
    def luz(self):
        return self.town.casa_luz.organisation

    def request_facts(self, **more):
        return {
            "pathway": "return", "country": "GT", "grown": "adult", "languages": [],
            "needs": [], "from": self.goes.isoformat(),
            "until": (self.goes + 3 * DAY).isoformat(),
        } | more  # fmt: skip

    def say(self, kind, day=None, **facts):
        return steps.say(**self.by_ana, kind=kind, day=day or clock.today(), facts=facts)

    def asks(self):
        self.decides()
        self.says_yes()
        self.assess()
        self.clause()
        return self.say("request", **self.request_facts())

    # The other end

    def they_say(self, *said, journey=None, holds=0, side="receiving", **more):
        """A package of theirs with all that they said so far."""
        rows = [
            spoken.written(Said(side, place, kind, day, self.moment, facts))
            for place, (kind, day, facts) in enumerate(said, start=1)
        ]
        payload = {
            "journey": journey or self.journey.number, "from": side, "pathway": "return",
            "country": "GT", "steps": rows, "holds": holds, "blocks": [],
        } | more  # fmt: skip
        return self.elsewhere.sealed("journey", payload)

    def takes_in(self, content, *, by=None):
        received = packages.take_in(by=by or self.town.ana, content=content)
        self.journey = Journey.objects.get(pk=self.journey.pk)
        return received

    def yes(self, **more):
        facts = {"answers": 1, "says": "yes", "host": "safe"} | more
        return ("answer", clock.today(), facts)


@pytest.fixture
def crossing(town, office, elsewhere) -> Crossing:
    luz = office.organisation("Casa Luz", sector="social", agency=town.casa_luz)
    agreement = agreements.record(
        by=office.sara, title="Convenio inventado con Guatemala", kind="data_sharing",
        signed="2026-01",
    )  # fmt: skip
    for each in (luz, elsewhere.organisation):
        agreements.add_party(by=office.sara, agreement=agreement, organisation=each, role="party")
    town.casa_luz.refresh_from_db()
    journey = journeys.begin(
        by=town.ana, case=town.case, office=elsewhere.organisation, pathway="return", country="GT"
    )
    journey.case = town.case
    return Crossing(town, journey, clock.today() + 10 * DAY, elsewhere, agreement)
