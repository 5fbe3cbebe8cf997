"""The office in the demonstration: with whom the programme works.

Public bodies are those of the two press releases; whoever is invented says so in the name.
"""

from typing import Any

from django.db import transaction

from amparo.agencies.models import Agency, Member
from amparo.organisations.actions import organisation as actions
from amparo.organisations.enums import GovernmentLevel as Level
from amparo.organisations.enums import Sector
from amparo.organisations.queries import organisation as queries
from amparo.taxonomy.models import Place

PUERTO_VALLARTA, TAPACHULA = "14067", "07089"
# (name, short name, sector, level, place, agency of the installation)
ORGANISATIONS: list[tuple[Any, ...]] = [
    (
        "Organización Internacional para las Migraciones, México",
        "OIM México",
        Sector.INTERNATIONAL,
        Level.INTERNATIONAL,
        "MX",
        "mision",
    ),
    (
        "Comisión Nacional de los Derechos Humanos",
        "CNDH",
        Sector.PUBLIC,
        Level.FEDERAL,
        "MX",
        None,
    ),
    (
        "DIF Municipal de Puerto Vallarta",
        "DIF Puerto Vallarta",
        Sector.PUBLIC,
        Level.MUNICIPAL,
        PUERTO_VALLARTA,
        "dif",
    ),
    (
        "Hoteles Unidos de la Bahía (invención)",
        "Hoteles Unidos",
        Sector.PRIVATE,
        Level.MUNICIPAL,
        PUERTO_VALLARTA,
        None,
    ),
    (
        "Casa Luz de demostración",
        "Casa Luz",
        Sector.SOCIAL,
        Level.MUNICIPAL,
        PUERTO_VALLARTA,
        "casa-luz",
    ),
    (
        "Faro de demostración",
        "Faro",
        Sector.SOCIAL,
        Level.MUNICIPAL,
        TAPACHULA,
        "faro",
    ),
    (
        "Hospital General de la Frontera (invención)",
        "Hospital de la Frontera",
        Sector.PUBLIC,
        Level.STATE,
        TAPACHULA,
        None,
    ),
]


@transaction.atomic
def load(*, sara: Member) -> None:
    """Record whom the programme works with; who is there already stays."""
    for name, short_name, sector, level, code, agency in ORGANISATIONS:
        if queries.known(name, place=code):
            continue
        actions.record(
            by=sara,
            name=name,
            short_name=short_name,
            sector=sector,
            level=level,
            place=Place.objects.get(pk=code),
            agency=Agency.objects.get(code=agency) if agency else None,
        )
