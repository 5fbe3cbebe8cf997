"""How long each office takes for each word, and how many went which way and how far."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from amparo.agencies.models import Agency
from amparo.cases.models import Case
from amparo.cases.queries import screening
from amparo.cases.queries.screening import Attribution
from amparo.journeys.enums import JourneyState, Pathway, StepKind
from amparo.journeys.enums.delays import Stretch
from amparo.journeys.models import Journey, Step
from amparo.journeys.policies import delays as policies
from amparo.journeys.policies import thread
from amparo.journeys.policies.delays import Delay, Span
from amparo.journeys.policies.thread import Said
from amparo.journeys.queries.steps import as_said
from amparo.organisations.models import Organisation
from amparo.people.queries import same

# The word by which a stretch ends.
ENDS = {
    Stretch.ANSWER: StepKind.ANSWER,
    Stretch.PAPERS: StepKind.CLEARED,
    Stretch.LEAVING: StepKind.DEPARTURE,
    Stretch.ARRIVAL: StepKind.ARRIVAL,
    Stretch.VISIT: StepKind.VISIT,
    Stretch.CLOSURE: StepKind.CLOSURE,
}


@dataclass(frozen=True)
class OfOffice:
    """The delays of whoever owes the words: the other office, or an agency of this house."""

    name: str
    is_ours: bool
    delays: list[Delay]
    # The code of where it is: two offices may bear one name.
    place: str | None = None


@dataclass(frozen=True)
class Delays:
    together: list[Delay]
    offices: list[OfOffice]


def journeys_of(agencies: Iterable[Agency]) -> QuerySet[Journey]:
    return Journey.objects.filter(agency__in=list(agencies))


def delays(journeys: QuerySet[Journey], *, on: date) -> Delays:
    every: list[Span] = []
    theirs: dict[Agency | Organisation, list[Span]] = defaultdict(list)
    said = _said(journeys)
    for journey in journeys.select_related("office", "agency").order_by():
        for span in policies.spans(said.get(journey.pk, []), on=on, pathway=journey.pathway):
            ours = thread.who_says(ENDS[span.stretch], pathway=journey.pathway) == journey.side
            theirs[journey.agency if ours else journey.office].append(span)
            every.append(span)
    offices = [_of_office(owes, held) for owes, held in theirs.items()]
    offices.sort(key=lambda each: (each.name, each.is_ours, each.place or ""))
    return Delays(policies.delays(every), offices)


def _of_office(owes: Agency | Organisation, held: list[Span]) -> OfOffice:
    if isinstance(owes, Agency):
        return OfOffice(owes.name, True, policies.delays(held))
    return OfOffice(owes.name, False, policies.delays(held), place=owes.place_id)


def _said(journeys: QuerySet[Journey]) -> dict[UUID, list[Said]]:
    found: dict[UUID, list[Said]] = defaultdict(list)
    for step in Step.objects.filter(journey__in=journeys.order_by().values("pk")).order_by():
        found[step.journey_id].append(as_said(step))
    return found


@dataclass(frozen=True)
class Totals:
    """Journeys by way and by how far they are; and people, each once however many journeys she
    made, and under whichever record. The ways of people sum to their union."""

    journeys: int
    ways: dict[str, int]
    states: dict[str, int]
    union: int
    people: dict[str, int]
    # Journeys to us of which nobody has opened a case yet: nobody knows whether they add somebody.
    without_case: int
    attribution: Attribution


BOTH_WAYS = "both"


def totals(journeys: QuerySet[Journey]) -> Totals:
    rows = list(journeys.order_by().values_list("pathway", "state", "case__person_id"))
    under = same.roots()
    took: dict[UUID, set[str]] = defaultdict(set)
    for way, _state, person in rows:
        if person is not None:
            took[under.get(person, person)].add(way)
    ways, states = Counter(row[0] for row in rows), Counter(row[1] for row in rows)
    people = Counter(next(iter(each)) if len(each) == 1 else BOTH_WAYS for each in took.values())
    cases = Case.objects.filter(pk__in=journeys.order_by().values("case"))
    return Totals(
        journeys=len(rows),
        ways={each.value: ways[each.value] for each in Pathway},
        states={each.value: states[each.value] for each in JourneyState},
        union=len(took),
        people={each: people[each] for each in (*Pathway.values, BOTH_WAYS)},
        without_case=sum(row[2] is None for row in rows),
        attribution=screening.attribution(cases),
    )
