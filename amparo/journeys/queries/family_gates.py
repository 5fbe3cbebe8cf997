"""What the gates of a family look at, read in one place, so that every way in asks the same."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext

from amparo.cases.enums.children import Question
from amparo.cases.enums.risk import Level
from amparo.cases.models import Case
from amparo.cases.queries import children as cases_children
from amparo.cases.queries import risk
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.journeys.enums import Grown, JourneyState, Kin
from amparo.journeys.family_rules import Rule
from amparo.journeys.models import FamilyPlan, Journey, Relative, TravelPlan
from amparo.journeys.policies import entitlement
from amparo.journeys.policies import family_gates as policies
from amparo.journeys.policies.entitlement import Born
from amparo.journeys.policies.family_gates import Facts, Standing, Travels
from amparo.journeys.queries import family, gates, preparing
from amparo.people.enums import Block
from amparo.people.models import Person
from amparo.people.policies import relations as around_policies
from amparo.people.queries import age, relations


@dataclass(frozen=True)
class Prepared:
    """What the page of a family's journey shows beside its gates."""

    facts: Facts
    rule: Rule
    family_plan: FamilyPlan | None
    plan: TravelPlan | None

    @property
    def standings(self) -> list[Standing]:
        return policies.standings(self.facts)

    @property
    def travels(self) -> list[Travels]:
        return list(self.facts.family)

    def of(self, relative_id: Any) -> Travels | None:
        return next((each for each in self.travels if each.relative.pk == relative_id), None)


def prepared(journey: Journey) -> Prepared:
    """As of the day of the itinerary, or today."""
    plan, held = preparing.plan(journey), family.plan(journey)
    today = clock.today()
    on = plan.leaves_on if plan and plan.leaves_on and plan.leaves_on > today else today
    rule = family.rule(journey, held)
    return Prepared(_facts(journey, on, plan, held, rule), rule, held, plan)


def _facts(
    journey: Journey, on: date, plan: TravelPlan | None, held: FamilyPlan | None, rule: Rule
) -> Facts:
    case = journey.case
    last = max(on, (plan and plan.arrives_on) or on)
    counts = family.counts_on(rule, held, on=on)
    return Facts(
        on=on,
        called_off=journey.state == JourneyState.CALLED_OFF,
        # Of a journey that is cleared already, what stands is still shown.
        agreed=journey.state in (JourneyState.AGREED, JourneyState.CLEARED),
        her_yes=gates.her_yes(journey, on=on),
        safe=_safe(case),
        is_child=gates.is_child(journey, on=on),
        best_interests=cases_children.serves_her(case, Question.REUNIFICATION),
        family=_family(journey, rule, last),
        rule=rule,
        she=_born(case.person),
        counts_on=counts,
        plan=plan,
        escorts=preparing.escorts(journey),
    )


def _safe(case: Case) -> Decision:
    newest = risk.newest(case)
    if newest is not None and Level.NOT_ASSESSED in (newest.person, newest.again):
        # What threatens herself was left open, however little threatens others.
        newest = None
    holds = risk.standing(case, newest)
    is_high = newest is not None and Level.HIGH in (newest.person, newest.again)
    return policies.is_safe(newest, holds=holds, is_high=is_high)


def _born(person: Person) -> Born:
    """Between which days, by her own record; without one, nobody knows."""
    return Born(*age.born_between(person.birth_date)) if person.birth_date else Born()


def _family(journey: Journey, rule: Rule, last: date) -> list[Travels]:
    found = family.relatives(journey)
    words, papers = family.consents(found), family.papers(found)
    around = relations.dangers(journey.case.person) if found else []
    travels = []
    for each in found:
        child = entitlement.is_child(each.born_on, days=(clock.today(), last))
        feared = around_policies.may_receive(around_policies.conflicts(around, each.name))
        listed = family.checklist(each, papers.get(each.pk, ()), rule, child=child)
        said = next(iter(words.get(each.pk, ())), None)
        travels.append(Travels(each, child, said, feared, listed))
    return travels


def last_day(journey: Journey) -> date:
    """On which they would arrive, as far as it is known."""
    plan = preparing.plan(journey)
    return max(clock.today(), (plan and plan.arrives_on) or clock.today())


def may_ask(journey: Journey) -> Decision:
    """Whether the other office may be asked today to accompany the family."""
    return policies.may_ask(prepared(journey).facts)


def may_clear(journey: Journey) -> Decision:
    """Whether the other office may be told that the family may set out."""
    return policies.may_clear(prepared(journey).facts)


def numbers(journey: Journey) -> list[int]:
    """Of those who would travel."""
    return [each.number for each in family.relatives(journey)]


def asked_for(journey: Journey) -> list[dict[str, Any]]:
    """All that a request says of each: number, relation, grown or not, papers wanted still."""
    facts = prepared(journey).facts
    return [
        {
            "number": each.relative.number,
            "kin": str(each.relative.kin),
            "grown": str(_grown(each)),
            "wants": policies.wanted(each, until=facts.arrives_on),
        }
        for each in facts.family
    ]


def _grown(travels: Travels) -> Grown:
    if travels.relative.born_on is None:
        return Grown.UNKNOWN
    return Grown.CHILD if travels.is_child else Grown.ADULT


def told(journey: Journey) -> list[dict[str, Any]]:
    """Who they are and where to find them: those alone who said yes themselves."""
    found = [
        each for each in prepared(journey).facts.family if policies.has_a_yes(each) and each.feared
    ]
    facts = [
        [gettext("Relative %(number)s") % {"number": each.relative.number}, _line(each.relative)]
        for each in found
    ]
    return [{"block": str(Block.IDENTITY), "facts": facts}] if facts else []


def _line(relative: Relative) -> str:
    born = relative.born_on and formats.date_format(relative.born_on, "SHORT_DATE_FORMAT")
    parts = (relative.name, str(Kin(relative.kin).label), born, relative.lives)
    return ". ".join(each for each in parts if each)
