"""A return to Guatemala that Ana prepares: nearly everything stands, and one paper is missing."""

from datetime import time, timedelta

from django.db import transaction

from amparo.agencies.models import Member
from amparo.cases.access import visible_cases
from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys.actions import journey as actions
from amparo.journeys.actions import outside_papers, preparing
from amparo.journeys.enums import Option, Pathway, ReturnRisk
from amparo.journeys.models import Journey, NeutralName, Tracing
from amparo.journeys.policies.itinerary import Leg
from amparo.journeys.queries import gates
from amparo.organisations.actions import organisation as organisations
from amparo.organisations.enums import GovernmentLevel, Sector
from amparo.organisations.models import Organisation
from amparo.people import actions as people
from amparo.people.queries.age import is_treated_as_child

OFFICE = "Oficina de Quetzaltenango (invención)"
MISSING = "exit_permit"
DAY = timedelta(days=1)


@transaction.atomic
def load(*, sara: Member, alba: Member, ana: Member) -> None:
    """Begun, decided and assessed; what is there already stays."""
    case = _that_can_go(ana)
    if Journey.objects.exists() or case is None:
        return
    if not NeutralName.objects.filter(agency=alba.agency).exists():
        outside_papers.set_neutral_name(
            by=alba, agency=alba.agency, name="Grupo Ceibo", contact="555-0199 (inventado)"
        )
    facts = {"sector": Sector.INTERNATIONAL, "level": GovernmentLevel.INTERNATIONAL}
    there = Organisation.objects.filter(name=OFFICE).first()
    there = there or organisations.record(by=sara, name=OFFICE, **facts)
    people.record_consent(
        by=ana, person=case.person, purpose="return", block="identity", recipient="other",
        recipient_name=OFFICE, answer="granted", language="es", how="spoken",
        notice_version="2026-11", expires_on=clock.today() + 90 * DAY,
    )  # fmt: skip
    journey = actions.begin(by=ana, case=case, office=there, pathway=Pathway.RETURN, country="GT")
    _prepare(ana, journey)


def _prepare(ana: Member, journey: Journey) -> None:
    today, hers = clock.today(), {"by": ana, "journey": journey}
    goes = today + 8 * DAY
    told = {"language": "es", "assistance_goes_on": True}
    preparing.hold_interview(
        **hers, held_on=today - 9 * DAY, told=list(Option), says="undecided",
        reflection_until=today - 2 * DAY, words="Lo quiero pensar con calma.", **told,
    )  # fmt: skip
    preparing.hold_interview(
        **hers, held_on=today - DAY, told=[], says="wants", words="Quiero ver a mi hermana.", **told
    )
    parts = [each.value for each in ReturnRisk]
    preparing.assess_return(
        **hers, assessed_on=today - DAY, verdict="with_measures",
        levels=dict.fromkeys(parts, "low") | {"traffickers": "medium"},
        reasons=dict.fromkeys(parts, "Hablado con ella (invención)."),
        measures="Vive con su hermana, en otra ciudad que antes.",
    )  # fmt: skip
    for each in gates.prepared(journey).papers:
        if each.code == MISSING:
            continue
        preparing.keep_paper(**hers, code=each.code, state="held", valid_until=today + 200 * DAY)
    preparing.keep_fitness(
        **hers, seen_on=today - DAY, by_whom="Dra. Inventada", is_fit=True, until=goes + 7 * DAY
    )
    leg = Leg(
        start="Tapachula", end="Ciudad de Guatemala", leaves_on=goes, leaves_at=time(8),
        arrives_on=goes, arrives_at=time(15), carrier="Autobuses Inventados", reference="AB-1234",
    )  # fmt: skip
    preparing.keep_itinerary(
        **hers, legs=[leg], cash="200 quetzales", kit="Ropa, comida y un teléfono",
        contacts="555-0101 (inventado), a cualquier hora",
        met_by="Una colega de la oficina, en la terminal",
    )  # fmt: skip


def _that_can_go(ana: Member) -> Case | None:
    today = clock.today()
    # Not everything of the demonstration happens to one person.
    known = visible_cases(ana).exclude(pk__in=Tracing.objects.values("case"))
    known = known.filter(transfers__isnull=True, stays__isnull=True).select_related(
        "person", "agency"
    )
    return next(
        (
            each
            for each in known.order_by("-opened_on", "number")
            if each.is_open
            and "GT" in (each.person.citizenships or [])
            and not is_treated_as_child(each.person, on=today)
        ),
        None,
    )
