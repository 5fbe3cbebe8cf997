"""Her family would come to her from abroad: Ana accompanies her, an invented office accompanies
them. One verb for each gate."""

from dataclasses import dataclass
from datetime import date, time

import pytest

from amparo.cases.actions import risk
from amparo.core import clock
from amparo.journeys.actions import family as actions
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import preparing
from amparo.journeys.enums import RelativeTold
from amparo.journeys.models import Journey
from amparo.journeys.policies.itinerary import Leg
from amparo.journeys.queries import family, family_gates
from amparo.journeys.queries import steps as queries
from tests.on_the_way.crossing import Crossing
from tests.on_the_way.going_home import DAY

GROWN, SMALL = date(1980, 5, 4), date(2019, 5, 4)
LEVELS = {"person": "low", "family": "medium", "staff": "low", "again": "low"}


@dataclass
class Coming(Crossing):
    """A family that comes to the United States, by the rule of who holds a T visa there."""

    def clause(self, *blocks):
        return super().clause_for("family", *blocks)

    def says_yes(self, **more):
        return super().says_yes(**{"purpose": "family"} | more)

    def relative(self, relative=None, **more):
        facts = {} if relative else {"name": "Lucía Piedraluna", "kin": "child", "born_on": SMALL}
        kept = actions.keep_relative(
            **self.by_ana, relative=relative, seen_version=relative.version if relative else 0,
            **facts | more,
        )  # fmt: skip
        return family.relative_of(self.journey, kept.pk)

    def husband(self):
        """He would bring their daughter."""
        return self.relative(name="Tomás Inventado", kin="spouse", born_on=GROWN)

    def word(self, relative, **more):
        facts = {
            "asked_on": clock.today(), "asked_by": "Oficina Inventada", "language": "es",
            "told": list(RelativeTold), "says": "yes", "representative": "Su abuela",
            "child_view": "Quiere ver a su mamá.",
        } | more  # fmt: skip
        return actions.keep_word(**self.by_ana, relative=relative, **facts)

    def custody(self, relative, **more):
        facts = {
            "custody_with": "Su abuela", "ordered": "none", "best": "serves",
            "best_by": "DIF Inventado", "best_on": clock.today(),
        } | more  # fmt: skip
        return self.relative(relative, **facts)

    def paper(self, relative, code, state="held", **more):
        held = self.line(relative, code)
        facts = {"state": state, "valid_until": self.goes + 90 * DAY} | more
        return actions.keep_paper(
            **self.by_ana, relative=relative, code=code, seen_version=held.version, **facts
        )

    def line(self, relative, code):
        travels = family_gates.prepared(self.journey).of(relative.pk)
        return next(each for each in travels.papers if each.code == code)

    def papers(self, relative):
        travels = family_gates.prepared(self.journey).of(relative.pk)
        for each in travels.papers:
            self.paper(relative, each.code)

    def safe(self, **more):
        facts = {"levels": LEVELS, "next_due_on": clock.today() + 30 * DAY} | more
        levels = facts.pop("levels")
        reasons = dict.fromkeys(levels, "Razón inventada.")
        return risk.assess_risk(
            by=self.town.ana, case=self.case, levels=levels, reasons=reasons, lessened_by="",
            **facts,
        )  # fmt: skip

    def way(self):
        leg = Leg(
            start="Oaxaca", end="Chicago", leaves_on=self.goes, leaves_at=time(8),
            arrives_on=self.goes, arrives_at=time(15),
        )  # fmt: skip
        return preparing.keep_itinerary(
            **self.by_ana, legs=[leg], contacts="555-0101", met_by="Ana", cash="", kit="",
        )  # fmt: skip

    def request_facts(self, **more):
        return {
            "languages": [], "needs": [], "from": self.goes.isoformat(),
            "until": (self.goes + 3 * DAY).isoformat(),
        } | queries.about_her(self.journey) | more  # fmt: skip

    def all_but_their_yes(self):
        """Husband and daughter, of whom everything stands at this end."""
        self.says_yes()
        self.clause()
        self.safe()
        husband = self.husband()
        child = self.relative(travels_with=husband)
        for each in (husband, child):
            self.word(each)
        self.custody(child)
        for each in (husband, child):
            self.papers(each)
        self.way()
        return husband, child

    def asks(self):
        self.asked = self.all_but_their_yes()
        return self.say("request", **self.request_facts())

    def they_say(self, *said, **more):
        return super().they_say(*said, **{"pathway": "family", "country": "US"} | more)

    def yes(self, **more):
        return ("answer", clock.today(), {"answers": 1, "says": "yes"} | more)

    def again(self):
        self.journey = Journey.objects.get(pk=self.journey.pk)
        return self.journey


@pytest.fixture
def coming(crossing) -> Coming:
    journeys.call_off(by=crossing.town.ana, journey=crossing.journey, ending="other")
    begun = journeys.begin(
        by=crossing.town.ana, case=crossing.case, office=crossing.elsewhere.organisation,
        pathway="family", country="US",
    )  # fmt: skip
    begun.case = crossing.case
    return Coming(
        crossing.town, begun, clock.today() + 10 * DAY, crossing.elsewhere, crossing.agreement
    )
