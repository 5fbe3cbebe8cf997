"""The office in the demonstration: with whom the programme works, and what was signed.

Public bodies and what they signed are those of the two press releases, no more exact than they
say it; whoever is invented says so in the name.
"""

from datetime import time, timedelta
from typing import Any

from django.db import transaction

from amparo.agencies.models import Agency, Member
from amparo.agreements.actions import agreements, data_clauses, deliverables
from amparo.agreements.models import Agreement
from amparo.committees.actions import commitments, committees, plan, resolutions, sessions
from amparo.committees.models import Committee
from amparo.committees.queries import sessions as rolls
from amparo.core import clock
from amparo.evidence.models import Statement
from amparo.organisations.actions import organisation as actions
from amparo.organisations.enums import GovernmentLevel as Level
from amparo.organisations.enums import Sector
from amparo.organisations.models import Organisation
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
def load(*, sara: Member, alba: Member, fina: Member) -> None:
    """Record whom the programme works with and what was signed; what is there already stays."""
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
    if not Agreement.objects.exists():
        _with_cndh(sara)
        study = _with_dif(sara)
        _with_hospital(alba, fina)
        _committee(sara, study)


def _with_cndh(sara: Member) -> None:
    """ "Recently", says the release of September 2010: about that month, and never a day."""
    held = agreements.record(
        by=sara,
        title="Convenio de cooperación entre la CNDH y la OIM México",
        kind="cooperation",
        signed="2010-09~",
        place=Place.objects.get(pk="MX"),
    )
    _parties(sara, held, "CNDH", "OIM México")
    _tell(sara, held, "cndh-agreement")


def _with_dif(sara: Member) -> Agreement:
    """One promise. The headline names another party than the text, and both stay."""
    held = agreements.record(
        by=sara,
        title="Acuerdo para elaborar un análisis situacional de la trata en Puerto Vallarta",
        kind="specific",
        purpose="Datos confiables sobre las necesidades y los retos del municipio.",
        forms=["sexual", "labour"],
        signed="2014",
        place=Place.objects.get(pk=PUERTO_VALLARTA),
    )
    mission, _dif = _parties(sara, held, "OIM México", "DIF Puerto Vallarta")
    deliverables.promise(
        by=sara, agreement=held, owner=mission,
        title="Análisis situacional de la trata con fines de explotación sexual y laboral",
    )  # fmt: skip
    _tell(sara, held, "headline-jalisco", where="headline", names="IOM\nMexican State of Jalisco")
    names = "IOM Mexico\nDIF of Puerto Vallarta"
    _tell(sara, held, "agreement-for-analysis", where="body", names=names)
    for said in ("data-will-be-reliable", "will-raise-awareness"):
        _tell(sara, held, said, at_ceremony=True)
    return held


def _committee(sara: Member, study: Agreement) -> None:
    """Created in June 2013 and chaired by the municipal DIF, with the three sectors. Who sits for
    the private and the social one is invented."""
    held = committees.record(
        by=sara,
        name="Comité Interinstitucional contra la Trata de Personas de Puerto Vallarta",
        began="2013-06",
        code="CI",
        place=Place.objects.get(pk=PUERTO_VALLARTA),
    )
    seats = [("DIF Puerto Vallarta", "chair"), ("Hoteles Unidos", "member"), ("Casa Luz", "member")]
    for name, role in seats:
        committees.seat(
            by=sara, committee=held, organisation=Organisation.objects.get(short_name=name),
            role=role, starts="2013-06",
        )  # fmt: skip
    wanted = commitments.write(
        by=sara, text="Elaborar un análisis de la trata en el municipio", origin="congress",
        owner=Organisation.objects.get(short_name="DIF Puerto Vallarta"), made="2013-11",
        made_at="Primer Congreso sobre Trata de Personas, Puerto Vallarta",
    )  # fmt: skip
    commitments.lead_to(by=sara, commitment=wanted, agreement=study)
    today = clock.today()
    for text, days in (("Repartir folletos", -3), ("Poner carteles", 20)):
        commitments.write(
            by=sara, text=text, origin="committee", committee=held, made="2026-06",
            owner=Organisation.objects.get(short_name="Hoteles Unidos"),
            due_on=today + timedelta(days=days),
        )  # fmt: skip
    _sessions(sara, held)


def _sessions(sara: Member, held: Committee) -> None:
    """Invented: one session of a month ago with its minutes, and one that is called."""
    today = clock.today()
    line = plan.draw(by=sara, committee=held, title="Prevención y capacitación")
    plan.draw(by=sara, committee=held, title="Atención a las víctimas")
    facts = {"kind": "ordinary", "starts_at": time(10), "place": "Sala de cabildo (invención)"}
    points = [
        "Lista de asistencia y declaración de quórum",
        "Capacitación del personal de los hoteles",
        "Asuntos generales",
    ]
    past = sessions.call(
        by=sara, committee=held, on=today - timedelta(days=30), points=points, **facts
    )
    sessions.begin(by=sara, session=past, at=time(10, 10))
    came = {seat: ("holder", False) for seat, _row in rolls.roll(past)}
    sessions.attend(by=sara, session=past, roll=came)
    text = "Los hoteles capacitan a 120 personas de su personal."
    point = past.points.get(number=2)
    row = resolutions.resolve(
        by=sara, session=past, text=text, point=point, line=line, unanimous=True
    )
    resolutions.promise(
        by=sara, resolution=row, text="Capacitar a 120 personas de los hoteles",
        owner=Organisation.objects.get(short_name="Hoteles Unidos"),
        due_on=today - timedelta(days=20),
    )  # fmt: skip
    sessions.close(by=sara, session=past, at=time(11, 30))
    sessions.call(by=sara, committee=held, on=today + timedelta(days=10), points=points, **facts)


def _with_hospital(alba: Member, fina: Member) -> None:
    """An invented agreement by which health may cross, where a person says yes."""
    today = clock.today()
    held = agreements.record(
        by=alba,
        title="Convenio de canalización entre Casa Luz y el Hospital (invención)",
        kind="data_sharing",
        signed=str(today - timedelta(days=200)),
        ends=str(today + timedelta(days=80)),
    )
    house, hospital = _parties(alba, held, "Casa Luz", "Hospital de la Frontera")
    made = data_clauses.propose(
        by=alba, agreement=held, giver=house, receiver=hospital, blocks=["health", "identity"],
        purpose="referral", basis="consent", starts_on=today, ends_on=today + timedelta(days=80),
    )  # fmt: skip
    data_clauses.confirm(by=fina, clause=made[0])


def _parties(by: Member, held: Agreement, *short_names: str) -> list[Organisation]:
    found = [Organisation.objects.get(short_name=name) for name in short_names]
    for organisation in found:
        agreements.add_party(by=by, agreement=held, organisation=organisation, role="party")
    return found


def _tell(by: Member, held: Agreement, code: str, **facts: Any) -> None:
    statement = Statement.objects.get(code=f"statement/{code}")
    agreements.tell(by=by, agreement=held, statement=statement, **facts)
