"""A return to Guatemala in the town: Ana accompanies, an invented office there receives."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest

from amparo.core import clock
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import preparing as actions
from amparo.journeys.enums import Option, ReturnRisk
from amparo.journeys.models import Journey
from amparo.journeys.policies.itinerary import Leg
from amparo.people.actions import record_consent
from tests.children import stands

DAY = timedelta(days=1)
OFFICE = "Oficina Inventada de Guatemala"
LEVELS = {part.value: "low" for part in ReturnRisk}
WHY = {part.value: "Razón inventada." for part in ReturnRisk}


def a_leg(goes: date, **more) -> Leg:
    facts = {
        "start": "Tapachula", "end": "Ciudad de Guatemala", "leaves_on": goes,
        "leaves_at": time(8), "arrives_on": goes, "arrives_at": time(15),
        "carrier": "Autobuses Inventados", "reference": "AB-1234",
    }  # fmt: skip
    return Leg(**facts | more)


@dataclass
class Home:
    """What Ana does to prepare it, one verb for each gate."""

    town: object
    journey: Journey
    goes: date

    @property
    def case(self):
        return self.journey.case

    @property
    def by_ana(self):
        return {"by": self.town.ana, "journey": self.journey}

    def interview(self, held_on=None, says="wants", **more):
        facts = {
            "held_on": held_on or clock.today(), "language": "quc", "told": list(Option),
            "assistance_goes_on": True, "says": says, "words": "Quiero ver a mi madre.",
        }  # fmt: skip
        return actions.hold_interview(**self.by_ana, **facts | more)

    def decides(self, **more):
        """Told last week, decided today."""
        today = clock.today()
        until = today - DAY
        self.interview(today - 7 * DAY, "undecided", reflection_until=until, **more)
        return self.interview(today, told=[], **more)

    def says_yes(self, **more):
        answer = {
            "purpose": "return", "block": "identity", "recipient": "other",
            "recipient_name": OFFICE, "answer": "granted", "language": "es", "how": "spoken",
            "notice_version": "2026-11",
        } | more  # fmt: skip
        return record_consent(by=self.town.ana, person=self.case.person, **answer)

    def assess(self, assessed_on=None, **more):
        facts = {"levels": LEVELS, "reasons": WHY, "verdict": "safe"} | more
        return actions.assess_return(
            **self.by_ana, assessed_on=assessed_on or clock.today(), **facts
        )

    def host(self, **more):
        facts = {
            "assessed_on": clock.today(), "verdict": "safe", "host": "Tía Inventada",
            "assessed_by": "Oficina Inventada",
        } | more  # fmt: skip
        return actions.take_host_assessment(**self.by_ana, **facts)

    def paper(self, code, state="held", **more):
        facts = {"state": state, "valid_until": self.goes + 90 * DAY} | more
        return actions.keep_paper(**self.by_ana, code=code, **facts)

    def papers(self):
        from amparo.journeys.queries import gates

        return [self.paper(each.code) for each in gates.prepared(self.journey).papers]

    def fit(self, **more):
        facts = {
            "seen_on": clock.today(), "by_whom": "Dra. Inventada", "is_fit": True,
            "until": self.goes + 7 * DAY,
        } | more  # fmt: skip
        return actions.keep_fitness(**self.by_ana, **facts)

    def itinerary(self, *legs, **more):
        facts = {
            "cash": "200 quetzales", "kit": "Abrigo y comida", "contacts": "555-0101 (inventado)",
            "met_by": "Persona Inventada, en la terminal",
        } | more  # fmt: skip
        return actions.keep_itinerary(
            **self.by_ana, legs=list(legs or (a_leg(self.goes),)), **facts
        )

    def escort(self, **more):
        today = clock.today()
        facts = {
            "name": "Irma Inventada", "cleared_by": "DIF Inventado", "cleared_on": today,
            "cleared_until": today + 90 * DAY,
        } | more  # fmt: skip
        return actions.clear_escort(**self.by_ana, **facts)

    def ban(self, **more):
        facts = {"by_whom": "Juez Inventado", "paper": "Oficio 1", "since": clock.today()} | more
        return actions.keep_ban(by=self.town.ana, case=self.case, **facts)

    def mother(self, **more):
        return stands(self.town, self.case, **more)

    def all_but_the_answer(self):
        """Everything that this end must know of an adult."""
        self.decides()
        self.says_yes()
        self.assess()
        self.papers()
        self.fit()
        self.itinerary()

    def agreed(self):
        """The other office said yes."""
        Journey.objects.filter(pk=self.journey.pk).update(state="agreed")
        self.journey.refresh_from_db()


def begin(town, office) -> Home:
    there = office.organisation(OFFICE, sector="international", level="none")
    about = {"office": there, "pathway": "return", "country": "GT"}
    journey = journeys.begin(by=town.ana, case=town.case, **about)
    return Home(town, journey, clock.today() + 10 * DAY)


@pytest.fixture
def home(town, office) -> Home:
    return begin(town, office)
