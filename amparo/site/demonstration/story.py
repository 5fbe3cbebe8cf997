"""The demonstration's story: registers come in, people are asked, figures are counted and let out.

Everything goes through the importer and the actions, as in a real office; each step is safe to
repeat, because it looks first whether it has been done.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction

from amparo.agencies import OPERATOR
from amparo.agencies.models import Agency, Member
from amparo.cases import actions as cases
from amparo.cases.models import Case
from amparo.core import clock
from amparo.evidence import actions as evidence
from amparo.people import actions as people
from amparo.people.actions import children
from amparo.people.enums import Answer, Block, CameFrom, How, Purpose, Recipient
from amparo.people.enums.children import StandsBy, Suspected
from amparo.people.enums.relations import Relation
from amparo.people.models import Person
from amparo.people.queries.age import is_treated_as_child
from amparo.registers import actions as registers
from amparo.registers.mapping import Mapping, Rule
from amparo.registers.proposing import propose
from amparo.registers.reading import open_register
from amparo.releases import actions as releases
from amparo.releases import queries as released
from amparo.releases.enums import State
from amparo.site.demonstration import (
    directory,
    family_comes,
    going_home,
    house,
    journeys,
    office,
    projects,
    referrals,
    silent_office,
    transfers,
)
from amparo.site.demonstration import people as invented
from amparo.site.demonstration.profile import FIRST, SECOND
from amparo.statistics import actions as statistics
from amparo.statistics.queries import PROGRAMME
from amparo.taxonomy import actions as taxonomy

DEFINITION = "seed-2010"
PUERTO_VALLARTA = "14067"
NOTICE = "2026-11"
COORDINATORS = {"tapachula": "tomas", "ciudad-juarez": "julia", "casa-luz": "alba"}
MAPPING = "registro-demostracion"
# What a person corrects in the proposed mapping: three columns that no header word gave away.
CORRECTED = {"Acto": "event.acts", "Lugar de explotación": "event.place.exploitation"}
# What Ana does next, and how many days from now: one step is late, one is for today.
STEPS = [
    ("Acompañar a la cita médica", -2),
    ("Llamar al registro civil por el acta", 0),
    ("Preguntar por el taller de costura", 9),
]

Say = Callable[[str], None]


def load(say: Say) -> None:
    """Bring in the whole story; what is there already stays as it is."""
    taxonomy.load_places(by=OPERATOR)
    evidence.load_shipped(by=OPERATOR)
    if not Case.objects.exists():
        # Even an invented register does not stay readable on the disk.
        with TemporaryDirectory(dir=settings.VAR) as folder:
            for code, path in invented.write(Path(folder)).items():
                say(f"Bringing in the invented register of {code}.")
                _bring_in(_member(COORDINATORS[code]), path)
        _intake_at_faro(_member("bruno"))
    office.load(sara=_member("sara"), alba=_member("alba"), fina=_member("fina"))
    directory.load(sara=_member("sara"), alba=_member("alba"))
    people_of = {name: _member(name) for name in ("sara", "alba", "ana", "fina")}
    referrals.load(**people_of)
    house.load(alba=_member("alba"), ana=_member("ana"), nadia=_member("nadia"))
    transfers.load(**people_of, to=Agency.objects.get(code="tapachula"))
    journeys.load(ana=_member("ana"), bruno=_member("bruno"))
    going_home.load(**{name: people_of[name] for name in ("sara", "alba", "ana")})
    family_comes.load(**{name: people_of[name] for name in ("sara", "ana")})
    silent_office.load(**{name: people_of[name] for name in ("sara", "fina", "ana")})
    projects.load(pablo=_member("pablo"), ana=_member("ana"), noe=_member("noe"))
    for as_of in (FIRST, SECOND):
        for scope in (PROGRAMME, PUERTO_VALLARTA):
            if not released.published(scope).filter(as_of=as_of).exists():
                say(f"Counting and letting out figures as of {as_of}.")
                _let_out(scope, as_of)


def _member(username: str) -> Member:
    return Member.objects.select_related("agency").get(username=username)


@transaction.atomic
def _bring_in(by: Member, path: Path) -> None:
    mapping = _mapping(path)
    registers.save_mapping(by=by, agency=by.agency, name=MAPPING, mapping=mapping)
    registers.bring_in(by=by, path=path, agency=by.agency, mapping=mapping)
    for case in Case.objects.filter(agency=by.agency).select_related("person"):
        _ask(by, case)
    if by.agency.code == "casa-luz":
        _share_with(_member("ana"), by)


def _mapping(path: Path) -> Mapping:
    register = open_register(path)
    sample = [row.values[: len(register.columns)] for row in register.sample()]
    proposed = propose(register.columns, sample)
    for column, field in CORRECTED.items():
        proposed = proposed.with_rule(Rule(column, field, 1.0, "person"))
    return Mapping(proposed.rules, MAPPING, proposed.currency)


def _ask(by: Member, case: Case) -> None:
    """Everyone in the invented registers agreed to be counted, on the day her case was opened."""
    people.record_consent(
        by=by,
        person=case.person,
        purpose=Purpose.STATISTICS,
        block=Block.FACTS,
        recipient=Recipient.STATISTICS,
        answer=Answer.GRANTED,
        given_on=case.opened_on,
        language="es",
        how=How.SPOKEN,
        notice_version=NOTICE,
        assent=_of_a_child(by, case.person),
    )


def _of_a_child(by: Member, person: Person) -> dict | None:
    """Of who is a child: her own word, beside that of an invented authority that represents her."""
    if not is_treated_as_child(person, on=clock.today()):
        return None
    authority = children.add_guardian(
        by=by,
        person=person,
        name="Procuraduría de Protección (inventada)",
        relation=Relation.OTHER,
        basis=StandsBy.AUTHORITY,
        suspected=Suspected.NO,
    )
    return {
        "guardian": authority,
        "guardian_says": Answer.GRANTED,
        "says": Answer.GRANTED,
        "words": "Sí, si no dicen cómo me llamo.",
        "explained": "Con dibujos: muchas personas contadas juntas, sin nombre.",
    }


def _share_with(ana: Member, by: Member) -> None:
    held = Case.objects.filter(agency=ana.agency).order_by("opened_on")
    for number, case in enumerate(held, 1):
        cases.assign(by=by, case=case, member=ana)
        cases.choose_label(by=ana, case=case, text=f"Carpeta verde {number}")
    for case, (step, days) in zip(held, STEPS, strict=False):
        day = clock.today() + timedelta(days=days)
        cases.revise(by=ana, case=case, seen_version=case.version, next_step=step, next_step_on=day)


def _intake_at_faro(bruno: Member) -> None:
    """A presumed case without consent to be counted: seen by Faro alone, counted nowhere."""
    person = people.register(
        by=bruno,
        agency=bruno.agency,
        came_from=CameFrom.INTAKE,
        given_names="Petra",
        paternal_surname="Inventada",
        gender="Feminine",
    )
    cases.open_case(
        by=bruno, agency=bruno.agency, person=person, came_from=CameFrom.INTAKE,
        next_step="Escucharla otra vez cuando ella quiera",
    )  # fmt: skip


def _let_out(scope: str, as_of: date) -> None:
    extract = statistics.count(by=_member("noe"), as_of=as_of, definition=DEFINITION, scope=scope)
    release = releases.propose(by=_member("noe"), extract=extract)
    if release.state == State.PROPOSED:
        releases.approve(by=_member("dora"), release=release)
        releases.approve(by=_member("elias"), release=release)
