"""A family that would come to her in the United States: one of them has everything but a paper."""

from datetime import date, timedelta

from django.db import transaction

from amparo.agencies.models import Member
from amparo.cases.access import visible_cases
from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys.actions import family
from amparo.journeys.actions import journey as actions
from amparo.journeys.enums import Pathway, RelativeTold
from amparo.journeys.models import Journey, Relative, Tracing
from amparo.journeys.queries import family_gates
from amparo.organisations.actions import organisation as organisations
from amparo.organisations.enums import GovernmentLevel, Sector
from amparo.organisations.models import Organisation
from amparo.people import actions as people
from amparo.people.queries.age import is_treated_as_child

OFFICE = "Oficina de Oaxaca (invención)"
MISSING = "leave"
DAY = timedelta(days=1)


@transaction.atomic
def load(*, sara: Member, ana: Member) -> None:
    """Begun, with husband and daughter; what is there already stays."""
    case = _whose_family_comes(ana)
    if Relative.objects.exists() or case is None:
        return
    facts = {"sector": Sector.INTERNATIONAL, "level": GovernmentLevel.INTERNATIONAL}
    there = Organisation.objects.filter(name=OFFICE).first()
    there = there or organisations.record(by=sara, name=OFFICE, **facts)
    people.record_consent(
        by=ana, person=case.person, purpose="family", block="identity", recipient="other",
        recipient_name=OFFICE, answer="granted", language="es", how="spoken",
        notice_version="2026-11", expires_on=clock.today() + 90 * DAY,
    )  # fmt: skip
    journey = actions.begin(by=ana, case=case, office=there, pathway=Pathway.FAMILY, country="US")
    _prepare(ana, journey)


def _prepare(ana: Member, journey: Journey) -> None:
    today, hers = clock.today(), {"by": ana, "journey": journey}
    husband = family.keep_relative(
        **hers, name="Tomás Inventado", kin="spouse", born_on=date(1988, 3, 9), lives="Oaxaca"
    )
    child = family.keep_relative(
        **hers, name="Lucía Inventada", kin="child", born_on=date(2019, 5, 4), unmarried=True,
        lives="Oaxaca, con su padre", custody_with="Su padre", ordered="none", best="serves",
        best_by="Procuraduría de protección (invención)", best_on=today - 5 * DAY,
        travels_with=husband,
    )  # fmt: skip
    for each in (husband, child):
        family.keep_word(
            **hers, relative=each, asked_on=today - 3 * DAY, asked_by=OFFICE, language="es",
            told=list(RelativeTold), says="yes", representative="Su padre",
            child_view="Quiere ver a su mamá y llevar su bicicleta.",
        )  # fmt: skip
    for travels in family_gates.prepared(journey).travels:
        for each in travels.papers:
            if each.code != MISSING:
                family.keep_paper(
                    **hers, relative=travels.relative, code=each.code, state="held",
                    valid_until=today + 200 * DAY,
                )  # fmt: skip
    family.keep_appointment(
        **hers, relative=child, what="Permiso de salida", on=today + 6 * DAY, place="Juzgado"
    )


def _whose_family_comes(ana: Member) -> Case | None:
    today = clock.today()
    # Not everything of the demonstration happens to one person.
    known = visible_cases(ana).exclude(pk__in=Tracing.objects.values("case"))
    known = known.filter(transfers__isnull=True, stays__isnull=True, journeys__isnull=True)
    return next(
        (
            each
            for each in known.select_related("person", "agency").order_by("opened_on", "number")
            if each.is_open and not is_treated_as_child(each.person, on=today)
        ),
        None,
    )
