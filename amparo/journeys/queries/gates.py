"""What the gates look at, read in one place, so that every way in asks the same."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from amparo.cases.enums.children import Question
from amparo.cases.models import Case
from amparo.cases.queries import children as cases_children
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import Gate, JourneyState
from amparo.journeys.models import Journey, TravelPaper, TravelPlan
from amparo.journeys.policies import consent, gates
from amparo.journeys.policies.gates import Facts, Standing
from amparo.journeys.procedures import Procedure
from amparo.journeys.queries import preparing
from amparo.people.policies import children as people_policies
from amparo.people.policies import relations as around_policies
from amparo.people.queries import age, children, disclosure, relations


@dataclass(frozen=True)
class Prepared:
    """What the page of a journey shows beside its gates."""

    facts: Facts
    procedure: Procedure
    plan: TravelPlan | None
    papers: list[TravelPaper]

    @property
    def standings(self) -> list[Standing]:
        return gates.standings(self.facts)

    def rests_on_something(self, gate: Gate) -> bool:
        """Whether a gate is open by what was written down, and not because nothing is asked."""
        held = self.facts
        said: dict[Gate, Any] = {
            Gate.NOT_CALLED_OFF: None,
            Gate.SAFE: held.assessment,
            Gate.REPRESENTED: held.is_child,
            Gate.BEST_INTERESTS: held.is_child,
            Gate.NO_BAN: held.bans,
            Gate.HOST: held.host,
            Gate.HOST_NOT_FEARED: held.host,
            Gate.ESCORT: held.escorts,
        }
        return bool(said.get(gate, True))

    @property
    def steps(self) -> list[tuple[Any, Any]]:
        """The steps of the procedure, each with who does it."""
        rows = self.procedure.steps_for(child=self.facts.is_child)
        return [(row, self.procedure.role(row.role)) for row in rows]


def prepared(journey: Journey, *, on: date | None = None) -> Prepared:
    """As of the day on which she would set out: that of her itinerary, or today."""
    plan = preparing.plan(journey)
    today = clock.today()
    if on is None:
        on = plan.leaves_on if plan and plan.leaves_on and plan.leaves_on > today else today
    child = is_child(journey, on=on)
    procedure = preparing.procedure(journey, plan)
    papers = preparing.papers(journey, procedure.papers_for(child=child))
    return Prepared(_facts(journey, on, child, plan, papers), procedure, plan, papers)


def is_child(journey: Journey, *, on: date) -> bool:
    """Today or on that day: who turns 18 on the way was prepared as a child."""
    person = journey.case.person
    return any(age.is_treated_as_child(person, on=day) for day in {min(on, clock.today()), on})


def _facts(
    journey: Journey, on: date, child: bool, plan: TravelPlan | None, papers: list[TravelPaper]
) -> Facts:
    case = journey.case
    minds = preparing.changes_of_mind(journey)
    hosts = preparing.host_assessments(journey)
    # A package of theirs carries no name: the last that was written down is compared.
    named = next((each.host for each in hosts if each.host), "")
    return Facts(
        on=on,
        is_child=child,
        called_off=journey.state == JourneyState.CALLED_OFF,
        agreed=journey.state == JourneyState.AGREED,
        interviews=preparing.interviews(journey),
        changed_mind_on=max((each.said_on for each in minds), default=None),
        her_yes=her_yes(journey, on=on),
        assessment=next(iter(preparing.assessments(journey)), None),
        represented=_represented(case, on) if child else ALLOWED,
        bans=preparing.bans_on_her(case),
        host=next(iter(hosts), None),
        host_feared=feared(case, named),
        best_interests=cases_children.serves_her(case, Question.RETURN) if child else ALLOWED,
        papers=papers,
        fitness=next(iter(preparing.fitness(journey)), None),
        plan=plan,
        escorts=preparing.escorts(journey),
    )


def her_yes(journey: Journey, *, on: date) -> Decision:
    """Her live yes that the other office learns who she is, for the way that she takes."""
    answers = disclosure.answers_of(journey.case.person)
    office = journey.office.name
    return consent.lives(office, on=on, answers=answers, pathway=journey.pathway)


def feared(case: Case, name: str) -> Decision:
    """Nobody whom she fears takes her in, and nobody of such a name travels with her."""
    return around_policies.may_receive(relations.conflicts(case.person, name))


def _represented(case: Case, on: date) -> Decision:
    standing = children.guardians(case.person, on=on)
    return people_policies.represents(each.may for each in standing)


def may_ask(journey: Journey) -> Decision:
    """Whether the other office may be asked today to receive her."""
    return gates.may_ask(prepared(journey, on=clock.today()).facts)


def may_book(journey: Journey) -> Decision:
    """Whether a paper about her way may go to somebody outside, for the day of her itinerary."""
    return gates.may_book(prepared(journey).facts)


def may_depart(journey: Journey, *, on: date) -> Decision:
    """Whether she may set out on this day."""
    return gates.may_depart(prepared(journey, on=on).facts)
