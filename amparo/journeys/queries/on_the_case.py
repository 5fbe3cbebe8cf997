"""How a journey stands, on the page of its case: the paper that is missing is named there."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.cases import parts
from amparo.cases.models import Case
from amparo.cases.policies import risk
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.core.question import Question
from amparo.journeys.enums import OVER, FamilyGate, JourneyState, Pathway, Side
from amparo.journeys.models import Journey, TravelPlan
from amparo.journeys.policies import gates as policies
from amparo.journeys.queries import family_gates, gates, preparing

_states = Question(lambda case: Journey.objects.filter(case=case).values_list("state", flat=True))
# A paper takes days to come: what is missing then stands on top of the page.
SOON = timedelta(days=7)
BEFORE_SETTING_OUT = (
    JourneyState.PREPARING,
    JourneyState.ASKED,
    JourneyState.REFUSED,
    JourneyState.AGREED,
)


@parts.case_part
def _on_the_case_page(member: Any, case: Case) -> parts.Part | None:
    if not risk.can_see(case, by=member):
        return None
    state = _states.first(case.pk)
    url = reverse("journeys:of_case", args=[case.pk])
    if state is None or state in OVER:
        standing = "" if state is None else JourneyState(state).label
        return parts.Part(parts.Shelf.HELP, _("Journeys"), url, standing)
    journey = Journey.objects.filter(case=case).exclude(state__in=OVER).first()
    standing, tone = JourneyState(state).label, "waiting"
    if journey is not None and journey.side == Side.SENDING:
        url = reverse("journeys:journey", args=[case.pk, journey.pk])
        missing, leaves_soon = missing_paper(journey, case)
        standing = missing or journey.shown_state
        tone = "urgent" if missing and leaves_soon else tone
    return parts.Part(parts.Shelf.HELP, _("Journeys"), url, standing, tone)


def missing_paper(journey: Journey, case: Case) -> tuple[str, bool]:
    """Which paper keeps anybody from setting out, before it is done; and whether that is soon."""
    if journey.state not in BEFORE_SETTING_OUT:
        return "", False
    journey.case = case
    plan = preparing.plan(journey)
    soon = bool(plan and plan.leaves_on and plan.leaves_on - clock.today() <= SOON)
    is_family = journey.pathway == Pathway.FAMILY
    said = _papers_of_a_family(journey) if is_family else _papers(journey, plan)
    return next((each.reason for each in said if not each), ""), soon


def _papers_of_a_family(journey: Journey) -> Iterator[Decision]:
    standings = family_gates.prepared(journey).standings
    return (each.decision for each in standings if each.gate == FamilyGate.PAPERS)


def _papers(journey: Journey, plan: TravelPlan | None) -> Iterator[Decision]:
    today = clock.today()
    on = max(plan.leaves_on or today, today) if plan else today
    rows = preparing.procedure(journey, plan).papers_for(child=gates.is_child(journey, on=on))
    until = max((plan and plan.arrives_on) or on, on)
    return (policies.paper_stands(each, until=until) for each in preparing.papers(journey, rows))
