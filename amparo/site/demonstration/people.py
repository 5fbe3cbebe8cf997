"""Invented people, written as the registers an agency would bring: one CSV for each of three.

Seeded, so that every installation of the demonstration holds the same people. Their surnames are
words that say "invented", so that nobody can take them for somebody.
"""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from amparo.site.demonstration.profile import (
    FIRST,
    GROUPS,
    IDENTIFIED_ONLY,
    NOT_FORMALLY_IDENTIFIED,
    SECOND,
    Group,
)

SEED = 2005
START = date(2005, 3, 1)
SURNAMES = [
    "Inventado",
    "Ficticio",
    "Ejemplar",
    "Supuesto",
    "Imaginario",
    "Ensayo",
    "Muestra",
    "Prueba",
    "Modelo",
    "Demostrado",
    "Figurado",
    "Fingido",
    "Hipotético",
    "Simulado",
    "Soñado",
    "Relatado",
    "Narrado",
    "Novelado",
    "Pintado",
    "Dibujado",
]
WOMEN = [
    "María",
    "Ixchel",
    "Rosa",
    "Elena",
    "Lucía",
    "Juana",
    "Carmen",
    "Marta",
    "Sonia",
    "Berta",
    "Irma",
    "Delia",
    "Nora",
    "Olga",
]
MEN = [
    "José",
    "Pedro",
    "Luis",
    "Mario",
    "Tomás",
    "Andrés",
    "Rubén",
    "Óscar",
    "Jorge",
    "Raúl",
    "Hugo",
    "Iván",
]
LANGUAGES = {
    "GT": ("quc", "mam", "kek", "spa", "spa"),
    "CD": ("fra",),
    "IN": ("hin",),
    "BR": ("por",),
}
# Who brings whom, and where people were exploited; both states are also places of origin.
AGENCIES = ("tapachula", "ciudad-juarez", "casa-luz")
PLACES = {
    "tapachula": ("07089", "07089", "07101", "08037"),
    "ciudad-juarez": ("08037", "08037", "08019", "07089"),
    "casa-luz": ("14067", "14067", "14067", "14039"),
}
ORIGINS = {"GT": ("GT-12", "GT-17", "07089"), "HN": ("HN-CR", "07089"), "SV": ("SV-SS", "08037")}
SERVICES = ("Shelter", "MedicalCare", "PsychologicalCare", "Legal", "Food")
COLUMNS = (
    "Folio",
    "Nombre(s)",
    "Primer apellido",
    "Segundo apellido",
    "Sexo",
    "Fecha de nacimiento",
    "Nacionalidad",
    "Idioma",
    "Fecha de apertura",
    "Identificación",
    "Fecha de identificación",
    "Fecha de asistencia",
    "Servicio",
    "Proveedor",
    "Costo",
    "Moneda",
    "Financiador",
    "Acto",
    "Medio",
    "Tipo de explotación",
    "Medios de control",
    "Lugar de origen",
    "Lugar de explotación",
    "Consentimiento para estadística",
    "Fecha del consentimiento",
)


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    """Every invented person as (agency code, row of its register)."""
    chance = random.Random(SEED)  # noqa: S311
    number = 0
    first_left, newcomers_left = NOT_FORMALLY_IDENTIFIED, IDENTIFIED_ONLY
    for group in GROUPS:
        for place, (woman, form) in enumerate(_members(group)):
            number += 1
            identified = group.newcomer or first_left <= 0 or place % 3 != 0
            first_left -= 0 if identified else 1
            assisted = not (group.newcomer and newcomers_left > 0)
            newcomers_left -= 0 if assisted else 1
            agency = AGENCIES[_weighted(chance)]
            yield agency, _row(
                chance, number, agency, group, woman=woman, form=form,
                identified=identified, assisted=assisted,
            )  # fmt: skip


def _members(group: Group) -> list[tuple[bool, str]]:
    """Each member of a group as (is a woman or girl, form of exploitation)."""
    size = group.women + group.men
    forms = ["ForcedBegging"] * group.begging
    forms += ["ForcedLabour"] * (group.labour - group.begging)
    forms += ["SexualExploitation"] * (size - group.labour)
    return [(place < group.women, form) for place, form in enumerate(forms)]


def _weighted(chance: random.Random) -> int:
    return chance.choices((0, 1, 2), weights=(60, 30, 7))[0]


def _row(chance, number, agency, group, *, woman, form, identified, assisted) -> dict[str, str]:
    opened = _opened(chance, newcomer=group.newcomer)
    helped = min(opened + timedelta(days=chance.randrange(12)), SECOND if group.newcomer else FIRST)
    country = group.country
    values = {
        "Folio": f"{agency[:3].upper()}-{number:04d}",
        "Nombre(s)": " ".join(chance.sample(WOMEN if woman else MEN, 2)),
        "Primer apellido": chance.choice(SURNAMES),
        "Segundo apellido": chance.choice(SURNAMES),
        "Sexo": "Mujer" if woman else "Hombre",
        "Fecha de nacimiento": str(
            opened.year - chance.choice((13, 14, 15, 16, 22, 25, 28, 31, 37))
        ),
        "Nacionalidad": country,
        "Idioma": chance.choice(LANGUAGES.get(country, ("spa",))),
        "Fecha de apertura": opened.isoformat(),
        "Identificación": "identificada" if identified else "presunta",
        "Fecha de identificación": helped.isoformat() if identified else "",
        "Acto": "Recruitment;Transportation" if number % 4 else "Recruitment",
        "Medio": "Deception" if number % 3 else "AbuseOfVulnerability",
        "Tipo de explotación": form,
        "Medios de control": "DebtBondage;FalsePromises" if number % 2 else "PhysicalThreats",
        "Lugar de origen": chance.choice(ORIGINS.get(country, (country,))),
        "Lugar de explotación": chance.choice(PLACES[agency]),
        "Consentimiento para estadística": "Sí",
        "Fecha del consentimiento": opened.isoformat(),
    }
    if assisted:
        values |= {
            "Fecha de asistencia": helped.isoformat(),
            "Servicio": chance.choice(SERVICES),
            "Proveedor": "Proveedor de demostración",
            "Costo": f"{chance.randrange(5, 90) * 100}.00",
            "Moneda": "MXN",
            "Financiador": "Fondo de demostración",
        }
    return values


def _opened(chance: random.Random, *, newcomer: bool) -> date:
    if newcomer:
        return FIRST + timedelta(days=30 + chance.randrange((SECOND - FIRST).days - 60))
    return START + timedelta(days=chance.randrange((FIRST - START).days - 15))


def write(folder: Path) -> dict[str, Path]:
    """Write one register for each agency, as a person would receive it."""
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, list[dict[str, str]]] = {code: [] for code in AGENCIES}
    for agency, row in rows():
        found[agency].append(row)
    paths = {}
    for agency, held in found.items():
        paths[agency] = folder / f"registro-{agency}.csv"
        with paths[agency].open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(held)
    return paths
