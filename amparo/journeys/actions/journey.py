"""A journey begins, is called off, finds its case at the other end."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q

from amparo import audit
from amparo.agencies.models import Agency
from amparo.cases.actions.moving import when_it_moves
from amparo.cases.before_closing import before_closing
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.journeys.actions import steps
from amparo.journeys.enums import (
    LEFT_ANYHOW,
    OVER,
    JourneyEnding,
    JourneyState,
    Pathway,
    Side,
    StepKind,
)
from amparo.journeys.models import Journey
from amparo.journeys.policies import journey as policies
from amparo.journeys.queries import gates
from amparo.journeys.queries import steps as queries
from amparo.organisations.models import Organisation
from amparo.people import erasing
from amparo.people.actions import consents
from amparo.people.models import Person


@transaction.atomic
def begin(*, by: Any, case: Case, office: Organisation, pathway: str, country: str) -> Journey:
    """Begin to prepare. Nobody is asked yet, and nothing of her goes."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("agency", "person")
    held = rows.get(pk=case.pk)
    policies.can_begin(
        held, by=by, office=office, pathway=pathway, country=country, is_another=_is_another(held)
    ).or_refuse()
    journey = Journey(
        case=held, agency=held.agency, office=office, pathway=pathway, country=country,
        side=Side.SENDING, begun_by=by, begun_at=clock.now(),
    )  # fmt: skip
    journey.save(force_insert=True)
    audit.record("journey_begun", by=by, about=journey, detail={"pathway": str(pathway)})
    return journey


@transaction.atomic
def call_off(*, by: Any, journey: Journey, ending: str) -> Journey:
    """From now on nothing goes. The other office is told that, and never why; where no file can
    be sealed to it, somebody calls."""
    held = steps.held_for_change(journey)
    said = queries.said(held)
    policies.can_call_off(held, said, by=by, ending=ending).or_refuse()
    told = any(each.kind == StepKind.REQUEST for each in said) or held.side == Side.RECEIVING
    return _called_off(held, ending, by=by, told=told)


def _called_off(held: Journey, ending: str, *, by: Any, told: bool) -> Journey:
    steps.let_go_what_waits(held)
    if held.side == Side.RECEIVING:
        steps.let_go_what_came(held, by=by)
    held.ending = ending
    steps.write(held, by=by, kind=StepKind.CALLED_OFF, day=clock.today(), tell=told)
    audit.record("journey_called_off", by=by, about=held, detail={"told": told})
    return held


@transaction.atomic
def link(*, by: Any, journey: Journey, case: Case) -> Journey:
    """Join a journey that came to the case that was opened here with her. Each end keeps its own
    number."""
    held = steps.held_for_change(journey)
    policies.can_link(held, case, by=by, is_another=_is_another(case)).or_refuse()
    held.case, held.version = case, held.version + 1
    held.save(update_fields=["case", "version"])
    audit.record("journey_linked", by=by, about=held, detail={"case": str(case.pk)})
    return held


@consents.when_she_says_no
def call_off_what_she_took_back(*, by: Any, person: Person) -> None:
    """Her no to being announced there ends it, before she sets out. Somebody who is on her way is
    still met, and the log says that her no ended nothing."""
    asked = [
        JourneyState.ASKED,
        JourneyState.REFUSED,
        JourneyState.AGREED,
        JourneyState.CLEARED,
        JourneyState.UNDER_WAY,
    ]
    rows = Journey.objects.filter(case__person=person, side=Side.SENDING, state__in=asked)
    for each in rows.select_related("case__person", "office"):
        if gates.her_yes(each, on=clock.today()):
            continue
        held = steps.held_for_change(each)
        if held.state != JourneyState.UNDER_WAY and held.riddle not in LEFT_ANYHOW:
            _called_off(held, JourneyEnding.HER_MIND, by=by, told=True)
            continue
        if held.pathway == Pathway.FAMILY:
            steps.let_go_what_waits(held)
        audit.record("journey_goes_on_after_no", by=by, about=held)


@erasing.also_erase
def let_go_of_her_files(person: Person, by: Any) -> None:
    """What lies here sealed for others, or came from them, goes with her record."""
    for each in Journey.objects.filter(case__person=person):
        steps.let_go_what_waits(each)
        steps.let_go_what_came(each, by=by)


@before_closing
def _is_on_her_way(case: Case) -> Decision:
    return policies.may_leave_it(is_live=is_live(case))


@when_it_moves
def _goes_with_her_case(*, case: Case, by: Any, to: Agency) -> None:
    """It stays until she arrived; otherwise who holds her case goes on with it, and nobody else."""
    policies.may_leave_it(is_live=is_live(case)).or_refuse()
    Journey.objects.filter(case=case).update(agency=to, version=F("version") + 1)


def _is_another(case: Case) -> bool:
    return Journey.objects.filter(case=case).exclude(state__in=sorted(OVER)).exists()


def is_live(case: Case) -> bool:
    """Whether somebody there was told of her, or left without it, and it is not over."""
    begun = [
        JourneyState.ASKED,
        JourneyState.AGREED,
        JourneyState.CLEARED,
        JourneyState.UNDER_WAY,
    ]
    goes_on = Q(state__in=begun) | Q(riddle__in=sorted(LEFT_ANYHOW))
    return Journey.objects.filter(goes_on, case=case, side=Side.SENDING).exists()
