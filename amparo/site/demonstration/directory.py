"""The directory in the demonstration. Every service is invented, and says so in its name."""

from datetime import time
from typing import Any

from django.db import transaction

from amparo.agencies.models import Member
from amparo.directory.actions import capacity
from amparo.directory.actions import service as actions
from amparo.directory.models import Service
from amparo.organisations.models import Organisation
from amparo.taxonomy.models import Place

PUERTO_VALLARTA, TAPACHULA = "14067", "07089"
WEEK = "MO,TU,WE,TH,FR"
# Organisation by its short name, then what the service is.
OPEN: list[tuple[str, dict[str, Any]]] = [
    (
        "DIF Puerto Vallarta",
        {
            "name": "Ventanilla de ayuda (invención)",
            "alias": "Ventanilla de la tarde",
            "place": PUERTO_VALLARTA,
            "needs": ["SocialCare", "Food", "ClothingAndHygiene", "Referral"],
            "languages": ["es"],
            "description": "Recibe a quien llega sin nada y busca con ella el primer paso.",
            "documents": "Nada. Si tiene una identificación, tráigala.",
            "cost": 0,
            "phone": "322 555 0100",
            "street": "Calle Inventada 100",
            "referral_phone": "322 555 0101",
            "referral_email": "ventanilla@dif.example",
            "hours": [(WEEK, time(9), time(17))],
        },
    ),
    (
        "DIF Puerto Vallarta",
        {
            "name": "Procuraduría de protección (invención)",
            "alias": "Oficina de niñas y niños",
            "place": PUERTO_VALLARTA,
            "needs": ["ProtectionMeasures", "Legal"],
            "groups": ["girls", "boys", "children_alone"],
            "maximum_age": 17,
            "languages": ["es", "nah"],
            "cost": 0,
            "phone": "322 555 0102",
            "hours": [(WEEK, time(8), time(15))],
        },
    ),
    (
        "Hospital de la Frontera",
        {
            "name": "Urgencias del Hospital de la Frontera (invención)",
            "alias": "Urgencias",
            "place": TAPACHULA,
            "needs": ["MedicalCare", "PsychologicalCare", "Health"],
            "languages": ["es", "mam"],
            "day_and_night": True,
            "phone": "962 555 0110",
            "street": "Avenida Inventada 12",
        },
    ),
    (
        "OIM México",
        {
            "name": "Retorno voluntario asistido (invención)",
            "alias": "Ayuda para el viaje",
            "place": "MX",
            "needs": ["SafeVoluntaryReturn", "IdentityAndMigrationDocuments"],
            "languages": ["es", "en", "fr"],
            "cost": 0,
            "email": "retorno@viaje.example",
        },
    ),
]
HOUSE: dict[str, Any] = {
    "name": "Casa Luz, albergue (invención)",
    "alias": "Casa de noche (invención)",
    "place": PUERTO_VALLARTA,
    "needs": ["Shelter", "Food", "PsychologicalCare"],
    "groups": ["women", "girls", "children_alone", "families"],
    "minimum_age": 12,
    "languages": ["es", "mam"],
    "description": "Casa tranquila, con jardín y escuela.",
    "day_and_night": True,
    "cost": 0,
    "street": "Callejón Inventado 7",
    "phone": "322 555 0120",
}


@transaction.atomic
def load(*, sara: Member, alba: Member) -> None:
    """Record some services, and Casa Luz's own, sealed; who is there already stays."""
    if Service.objects.exists():
        return
    recorded = [
        _record(sara, Organisation.objects.get(short_name=short_name), facts)
        for short_name, facts in OPEN
    ]
    actions.verify(by=sara, service=recorded[0])
    house = _record(alba, Organisation.objects.get(agency=alba.agency), HOUSE)
    capacity.say(by=alba, service=house, said={"girls": (2, 4), "women": (0, 6)})


def _record(by: Member, organisation: Organisation, facts: dict[str, Any]) -> Service:
    place = Place.objects.get(pk=facts["place"])
    return actions.record(by=by, organisation=organisation, **(facts | {"place": place}))
