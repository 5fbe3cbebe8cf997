"""A house of Casa Luz in the demonstration: who sleeps there tonight, and one file begun in full.

Nobody here agreed to be counted, so that no figure moves. Ana hands the day over; Nadia, who works
there by night, has not taken it on yet.
"""

from datetime import timedelta

from django.db import transaction

from amparo.agencies.models import Member
from amparo.assistance.actions import daybook, medication, shelter, stay
from amparo.assistance.models import Shelter
from amparo.cases import actions as cases
from amparo.cases.actions import risk, safety_plan
from amparo.cases.models import Case
from amparo.core import clock

UNITS = [
    ("Habitación azul", "room", ["women", "lgbti"], 3),
    ("Habitación verde", "room", ["men"], 2),
    ("Unidad familiar", "family", ["families"], 3),
    ("Habitación de las niñas", "room", ["children_alone"], 2),
]


@transaction.atomic
def load(*, alba: Member, ana: Member, nadia: Member) -> None:
    """Found the house, enter three people, and leave the shift to whoever comes by night."""
    if Shelter.objects.exists():
        return
    house = shelter.found_shelter(by=alba, agency=alba.agency, name="Casa de demostración")
    rooms = {}
    for name, kind, welcomes, beds in UNITS:
        facts = {"name": name, "kind": kind, "welcomes": welcomes, "beds": beds}
        unit = shelter.add_unit(by=alba, shelter=house, **facts)
        rooms[name] = list(unit.beds.select_related("unit__shelter"))
    for member in (ana, nadia):
        shelter.name_staff(by=alba, shelter=house, member=member)
    luna, estrella, _sol = _enter(ana, rooms["Habitación azul"][0], rooms["Unidad familiar"])
    _medicine(ana, luna.case, "Jarabe inventado")
    _medicine(ana, estrella.case, "Pastilla inventada")
    _file(ana, luna.case)
    stay.go_out(by=ana, stay=estrella, back_due_on=clock.today(), note="Al taller de costura")
    daybook.write_note(by=ana, shelter=house, text="Se acabó el gas; llega mañana a las ocho.")
    daybook.write_note(
        by=ana, shelter=house, stay=luna, text="Luna duerme mal: dejar la luz del pasillo."
    )
    daybook.hand_over_shift(by=ana, shelter=house)


def _enter(ana, bed, family):
    """Somebody alone, and a mother with her child, under what they are called there."""
    year = clock.today().year
    at = clock.now() - timedelta(days=2)
    facts = {"asks_for": "women", "brought_by": "Personas inventadas de una institución"}
    luna = stay.enter(
        by=ana,
        case=_case(ana, "Luz Marina", "Inventada", year - 27),
        bed=bed,
        short_name="Luna",
        house_knows="Alergia inventada a la penicilina. Tocar antes de entrar.",
        belongings="Una foto, un anillo",
        told_of_rules="En español, sin prisa.",
        entered_at=at,
        **facts,
    )
    estrella = stay.enter(
        by=ana,
        case=_case(ana, "Estela", "Soñada", year - 34),
        bed=family[0],
        short_name="Estrella",
        with_family=True,
        entered_at=at + timedelta(days=1),
        **facts,
    )
    sol = stay.enter(
        by=ana,
        case=_case(ana, "Soledad", "Soñada", year - 7),
        bed=family[1],
        short_name="Sol",
        comes_with=estrella,
        relation="child",
        entered_at=at + timedelta(days=1),
        **facts,
    )
    return luna, estrella, sol


def _case(ana: Member, given_names: str, surname: str, birth_year: int) -> Case:
    about = {"given_names": given_names, "paternal_surname": surname, "birth_year": birth_year}
    return cases.take_in(by=ana, agency=ana.agency, about_person=about, about_case={})


def _medicine(ana: Member, case: Case, what: str) -> None:
    """What was due so far was given; the dose of tonight waits."""
    yesterday = clock.today() - timedelta(days=1)
    taken = medication.prescribe(
        by=ana,
        case=case,
        hours=["08:00", "20:00"],
        begins_on=yesterday,
        what=what,
        dose="Una (inventada)",
    )
    given = {"medication": taken, "state": "given"}
    for day, hour in ((yesterday, "08:00"), (yesterday, "20:00"), (clock.today(), "08:00")):
        medication.record_dose(by=ana, day=day, hour=hour, **given)


def _file(ana: Member, case: Case) -> None:
    """A first screening, the risk as Ana sees it, and a plan made with her."""
    soon = clock.today() + timedelta(days=14)
    cases.record_screening(
        by=ana,
        case=case,
        procedure="ilo-labour-adult-1",
        screened_on=clock.today(),
        age="no",
        answers={"deceptive_recruitment.wages": "yes", "deceptive_recruitment.job": "yes"},
        notes="Conversación inventada para la demostración.",
    )
    risk.assess_risk(
        by=ana,
        case=case,
        levels={"person": "medium", "family": "low"},
        reasons={"person": "Todavía la llaman (inventado)."},
        next_due_on=soon,
    )
    safety_plan.keep_safety_plan(
        by=ana,
        case=case,
        parts={
            "signs": "Un número que no conoce.",
            "people": "Su prima inventada, por las tardes.",
        },
        next_due_on=soon,
        card_kind="shopping",
        card_lines="Pan\nLeche",
        card_phone="555 0100",
    )
    cases.choose_label(by=ana, case=case, text="Cuaderno de la luna")
