"""A search for her family at Casa Luz, and claims that Bruno takes down at Faro."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from amparo.core import clock
from amparo.journeys.actions import claims
from amparo.journeys.actions import tracing as actions
from amparo.journeys.models import Claim, Match
from amparo.people.actions import consents
from amparo.people.actions.relations import add_related
from tests.helpers import as_if
from tests.town import FIRST, SECOND

# As a cousin says it, and as a clerk would write it.
HER_NAME = f"Shquic {FIRST} {SECOND}"
FATHER, FEARED = "Melquíades Piedraluna Cantera", "Rigoberto Cuervo Hondonada"
LONG = timedelta(days=21)


@dataclass
class Search:
    town: object

    @property
    def case(self):
        return self.town.case

    def yes(self, **facts):
        facts = {"purpose": "tracing", "block": "identity", "recipient": "own_agency"} | facts
        return self.town.new_consent(**facts)

    def begin(self, *, by=None, case=None, **facts):
        facts = {"name": "Melquiades Piedraluna", "relation": "father", "told": "Vende leña.",
                 "last_seen": "En la terminal inventada."} | facts  # fmt: skip
        return actions.begin(by=by or self.town.ana, case=case or self.case, **facts)

    def begun(self):
        self.yes()
        return self.begin()

    def claim(self, *, by=None, **facts):
        facts = {
            "claimant": FATHER,
            "relation": "father",
            "sought": HER_NAME,
            "tells": "Le decían Chica; la perra se llamaba Luna.",
            "reached_by": "Por la parroquia inventada.",
            "papers": "Acta inventada.",
        } | facts
        return claims.take_down(by=by or self.town.bruno, **facts)

    def fear(self, name=FEARED, **facts):
        facts = {"relation": "other", "never_contact": True} | facts
        return add_related(by=self.town.ana, person=self.case.person, name=name, **facts)

    def compare(self):
        return claims.compare_all()

    def found(self, **facts):
        """A claim that was compared, as it stands in her file."""
        claim = self.claim(**facts)
        self.compare()
        return Match.objects.get(claim=claim, case=self.case)

    def verified(self, match=None, *, by=None):
        facts = {"papers": "Acta, con el registro civil.", "fits": "Sí, Luna era la perra."}
        return actions.verify(by=by or self.town.ana, match=match or self.found(), **facts)

    def asked(self, match, answer="granted", **facts):
        facts = {"language": "quc", "how": "spoken", "notice_version": "2026-11"} | facts
        return actions.answer_of_hers(by=self.town.ana, match=match, answer=answer, **facts)

    def confirmed(self, match=None, *, by=None):
        held = self.asked(self.verified(match))
        return actions.confirm(by=by or self.town.alba, match=held)

    def take_back(self, consent):
        consents.withdraw_consent(by=self.town.ana, consent=consent)


def state(match):
    match.refresh_from_db()
    return str(match.state)


def later(claim, days=21):
    """The claim as it is so many days after it was taken down."""
    shift = timedelta(days=days)
    held = Claim.objects.get(pk=claim.pk)
    as_if(held, taken_on=held.taken_on - shift, answer_on=held.answer_on - shift)
    for match in Match.objects.filter(claim=held):
        as_if(match, due_on=match.due_on - shift)
    return held


def today():
    return clock.today()


@pytest.fixture
def search(town) -> Search:
    return Search(town)
