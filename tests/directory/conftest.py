from dataclasses import dataclass

import pytest

from amparo.directory.actions import service as actions
from amparo.directory.models import Service
from amparo.organisations.actions import organisation as organisations
from amparo.taxonomy.models import Place, PlaceAlias
from tests.office import Office, at, office  # noqa: F401
from tests.town import Town, places, town  # noqa: F401

PUERTO_VALLARTA, GUADALAJARA, TAPACHULA = "14067", "14039", "07089"
# What must never leave Casa Luz, each in the form in which somebody would look for it.
STREET, PHONE, OWN_NAME = "Calle Zarzamora 4711", "322 555 0147", "Refugio Alondra"
SECRET = {
    "name": OWN_NAME,
    "street": STREET,
    "postal_code": "48399",
    "latitude": 20.6534,
    "longitude": -105.2253,
    "phone": PHONE,
    "email": "alondra@alondra.example",
    "website": "https://alondra.example/",
    "referral_phone": "322 555 0148",
    "referral_email": "entrada@alondra.example",
}
LEAKS = (
    "Zarzamora", "4711", "48399", "20.6534", "105.2253", "555 0147", "555 0148", "Alondra",
    "alondra", "entrada@",
)  # fmt: skip


@dataclass
class Guide:
    """What the directory of the town holds."""

    town: Town
    office: Office

    def service(self, name="Ventanilla Inventada", *, place=PUERTO_VALLARTA, by=None, **facts):
        facts = {"organisation": self.dif} | facts
        return actions.record(by=by or self.office.sara, name=name, place=at(place), **facts)

    def shelter(self, *, place=PUERTO_VALLARTA, **facts) -> Service:
        """A shelter of Casa Luz, as Alba records it."""
        facts = {"alias": "Casa de noche", "needs": ["Shelter"], "groups": ["girls"]} | facts
        luz = organisations.of_agency(
            by=self.town.alba, agency=self.town.casa_luz, sector="social", level="municipal"
        )
        return actions.record(
            by=self.town.alba, organisation=luz, place=at(place), **(SECRET | facts)
        )

    @property
    def dif(self):
        from amparo.organisations.models import Organisation

        held = Organisation.objects.filter(words="dif inventado").first()
        return held or self.office.organisation()


@pytest.fixture
def guide(town, office, places) -> Guide:  # noqa: F811
    # A second municipality of the same state.
    names = dict.fromkeys(("name_es", "name_en"), "Guadalajara")
    names |= dict.fromkeys(("words_es", "words_en"), "guadalajara")
    Place.objects.create(
        code=GUADALAJARA, level="municipality", parent=at("MX-JAL"), source="inegi", **names
    )
    town_of_it = {"name": "Vallarta", "words": "vallarta", "kind": "resort"}
    PlaceAlias.objects.create(place=at(PUERTO_VALLARTA), **town_of_it)
    return Guide(town, office)
