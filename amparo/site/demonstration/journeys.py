"""A search for her family in the demonstration, and who came to Faro and asked."""

from django.db import transaction

from amparo.agencies.models import Member
from amparo.cases.access import visible_cases
from amparo.cases.enums import Status
from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys.actions import claims
from amparo.journeys.actions import tracing as actions
from amparo.journeys.models import Claim, Tracing
from amparo.people import actions as people
from amparo.people.queries import full_name
from amparo.people.queries.age import is_treated_as_child

ASKED = {
    "tells": "Le gustaba bordar; la mamá se llama Flora (invención).",
    "reached_by": "Por la parroquia de allá (invención).",
}


@transaction.atomic
def load(*, ana: Member, bruno: Member) -> None:
    """She looks for her father; he asks, and so does somebody nobody knows. What is there already
    stays."""
    if Tracing.objects.exists() or Claim.objects.exists():
        return
    case = _of_an_adult(ana)
    if case is None:
        return
    people.record_consent(
        by=ana, person=case.person, purpose="tracing", block="identity", recipient="own_agency",
        answer="granted", language="es", how="spoken", notice_version="2026-11",
    )  # fmt: skip
    name = full_name(case.person)
    father = f"Anselmo {name.paternal_surname or 'Inventado'} Peñafuerte"
    told = {"told": "Que vende leña y silba.", "last_seen": "En la terminal (invención)."}
    actions.begin(by=ana, case=case, name=father, relation="father", **told)
    hers = f"{name.given_names} {name.paternal_surname}"
    claims.take_down(by=bruno, claimant=father, sought=hers, relation="father", **ASKED)
    claims.take_down(
        by=bruno, claimant="Pascuala Inventada Ríos", sought="Nicanora Desconocida Ríos",
        relation="sibling", **ASKED,
    )  # fmt: skip
    claims.compare_all(by=bruno)


def _of_an_adult(ana: Member) -> Case | None:
    """The last one, so that not everything of the demonstration happens to one person."""
    known = visible_cases(ana).filter(status=Status.ACTIVE, stays__isnull=True)
    known = known.select_related("person", "agency")
    today = clock.today()
    adults = [each for each in known if not is_treated_as_child(each.person, on=today)]
    return max(adults, key=lambda each: (each.opened_on, each.number), default=None)
