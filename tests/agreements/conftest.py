from dataclasses import dataclass
from datetime import timedelta

import pytest

from amparo.agreements.actions import agreements, data_clauses
from amparo.agreements.models import Agreement
from amparo.core import clock
from amparo.organisations.models import Organisation
from tests.office import Office, office  # noqa: F401
from tests.town import Town, places, town  # noqa: F401


@dataclass
class Signed:
    """Casa Luz and a hospital that never signs in have an agreement; Fina answers for the data."""

    office: Office
    town: Town
    luz: Organisation
    hospital: Organisation
    agreement: Agreement

    def clause(self, *, confirmed=True, **facts):
        today = clock.today()
        facts = {
            "giver": self.luz,
            "receiver": self.hospital,
            "blocks": ["health"],
            "purpose": "referral",
            "basis": "consent",
            "starts_on": today,
            "ends_on": today + timedelta(days=30),
        } | facts
        (made, *_more) = data_clauses.propose(by=self.town.alba, agreement=self.agreement, **facts)
        return data_clauses.confirm(by=self.town.fina, clause=made) if confirmed else made


@pytest.fixture
def signed(town, office):  # noqa: F811
    luz = office.organisation("Casa Luz", sector="social", agency=town.casa_luz)
    hospital = office.organisation("Hospital Inventado", level="state")
    agreement = agreements.record(
        by=office.sara, title="Convenio inventado", kind="data_sharing", signed="2026-01"
    )
    for organisation in (luz, hospital):
        agreements.add_party(
            by=office.sara, agreement=agreement, organisation=organisation, role="party"
        )
    return Signed(office, town, luz, hospital, agreement)
