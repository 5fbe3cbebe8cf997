from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import translation

from amparo.agreements.actions import agreements, data_clauses
from amparo.agreements.models import Agreement
from amparo.core import clock
from amparo.directory.actions import service as services
from amparo.directory.models import Service
from amparo.organisations.models import Organisation
from amparo.referrals.actions import referral as actions
from tests.office import Office, at, office  # noqa: F401
from tests.referrals.elsewhere import elsewhere  # noqa: F401
from tests.referrals.table import table  # noqa: F401
from tests.referrals.transferring import way  # noqa: F401
from tests.town import Town, places, town  # noqa: F401


@dataclass
class Road:
    """From Casa Luz to Faro: both are known, they have an agreement, and Faro offers a service."""

    town: Town
    office: Office
    luz: Organisation
    faro: Organisation
    agreement: Agreement
    service: Service

    def clause(self, *blocks, confirmed=True, **facts):
        today = clock.today()
        facts = {
            "giver": self.luz, "receiver": self.faro, "blocks": list(blocks or ["identity"]),
            "purpose": "referral", "basis": "consent", "starts_on": today,
            "ends_on": today + timedelta(days=60),
        } | facts  # fmt: skip
        made = data_clauses.propose(by=self.town.alba, agreement=self.agreement, **facts)
        if confirmed:
            for each in made:
                data_clauses.confirm(by=self.town.fina, clause=each)
        return made

    def yes(self, *blocks, name="", **facts):
        facts = {
            "purpose": "referral", "recipient": "agency",
            "recipient_name": name or self.town.faro.name,
        } | facts  # fmt: skip
        said = [self.town.new_consent(**facts, block=block) for block in blocks or ["identity"]]
        return said[0]

    def draft(self, *, by=None, case=None, service=None, **facts):
        facts = {
            "purpose": "referral", "basis": "consent",
            "expires_on": clock.today() + timedelta(days=30),
        } | facts  # fmt: skip
        return actions.draft(
            by=by or self.town.ana, case=case or self.town.case,
            service=service or self.service, **facts,
        )  # fmt: skip

    def send(self, referral=None, *blocks, by=None):
        return actions.send(
            by=by or self.town.ana, referral=referral or self.draft(),
            was_seen=list(blocks or ["identity"]), seen_at=clock.now(),
        )  # fmt: skip

    def sent(self, *blocks, **facts):
        """On its way to Faro, with a clause and her yes."""
        blocks = blocks or ("identity",)
        self.clause(*blocks)
        self.yes(*blocks)
        return self.send(self.draft(**facts), *blocks)

    def answer(self, referral, kind, *, by=None, **facts):
        return actions.answer(by=by or self.town.bruno, referral=referral, kind=kind, **facts)


@pytest.fixture
def road(town, office, places) -> Road:  # noqa: F811
    luz = office.organisation("Casa Luz", sector="social", agency=town.casa_luz)
    faro = office.organisation("Faro", sector="social", agency=town.faro)
    agreement = agreements.record(
        by=office.sara, title="Convenio inventado", kind="data_sharing", signed="2026-01"
    )
    for organisation in (luz, faro):
        agreements.add_party(
            by=office.sara, agreement=agreement, organisation=organisation, role="party"
        )
    held = services.record(
        by=office.sara, organisation=faro, name="Consejería inventada", place=at("14067"),
        needs=["Legal"], languages=["quc", "es"], groups=["women"],
    )  # fmt: skip
    return Road(town, office, luz, faro, agreement, held)


@dataclass
class Counter:
    """A hospital that never signs in, and its service."""

    road: Road
    organisation: Organisation
    service: Service

    def sent(self, *blocks, yes=None, **how):
        blocks = blocks or ("health",)
        road = self.road
        road.clause(*blocks, receiver=self.organisation)
        for block in blocks:
            road.town.new_consent(purpose="referral", block=block, recipient="hospital")
        held = road.draft(service=self.service, recipient="hospital", need="MedicalCare")
        return actions.send(
            by=road.town.ana, referral=held, was_seen=list(blocks), seen_at=clock.now(), **how
        )


@pytest.fixture
def counter(road, office) -> Counter:  # noqa: F811
    hospital = office.organisation("Hospital Inventado", level="state")
    agreements.add_party(
        by=office.sara, agreement=road.agreement, organisation=hospital, role="party"
    )
    held = services.record(
        by=office.sara, organisation=hospital, name="Urgencias inventadas", place=at("14067"),
        needs=["MedicalCare"], street="Calle Inventada 7",
    )  # fmt: skip
    return Counter(road, hospital, held)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield
