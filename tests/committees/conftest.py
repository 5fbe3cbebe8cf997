from dataclasses import dataclass

import pytest

from amparo.committees.actions import committees
from amparo.committees.models import Committee
from amparo.organisations.models import Organisation
from tests.office import Office, office  # noqa: F401
from tests.town import places, town  # noqa: F401


@dataclass
class Bay:
    """The committee of June 2013: the DIF chairs, and three sectors sit."""

    office: Office
    dif: Organisation
    hotels: Organisation
    house: Organisation
    committee: Committee

    def seat(self, organisation, role="member", starts="2013-06", **facts):
        return committees.seat(
            by=self.office.sara, committee=self.committee, organisation=organisation,
            role=role, starts=starts, **facts,
        )  # fmt: skip


@pytest.fixture
def bay(office):  # noqa: F811
    held = committees.record(
        by=office.sara, name="Comité Interinstitucional inventado", began="2013-06"
    )
    made = Bay(
        office=office,
        dif=office.organisation("DIF Inventado"),
        hotels=office.organisation("Hoteles Inventados", sector="private"),
        house=office.organisation("Casa Inventada", sector="social"),
        committee=held,
    )
    made.seat(made.dif, "chair")
    made.seat(made.hotels)
    made.seat(made.house)
    return made
