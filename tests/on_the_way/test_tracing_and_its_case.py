"""What becomes of a search and its claims when her case goes, or she does."""

import pytest
from django.utils import translation

from amparo.cases.actions import moving
from amparo.cases.queries import what_we_hold
from amparo.core import clock, keystore
from amparo.journeys.models import Claim, Match, Tracing
from amparo.journeys.queries import tracing as queries
from amparo.people import actions as people
from amparo.people.models import Comparison, Person
from tests.helpers import audit_events
from tests.on_the_way.tracing import FATHER, FEARED, later, state
from tests.town import FIRST, GIVEN


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def erase(search):
    person = search.case.person
    asked = people.ask_erasure(by=search.town.alba, person=person, ground="she_asked")
    people.erase(by=search.town.fina, erasure=asked)


def test_she_goes_with_all_of_it_and_the_claim_says_nothing_of_her(search):
    search.begun()
    promised = search.confirmed()
    claim = later(promised.claim)
    assert queries.answer(claim, on=clock.today()) == "will_call"
    erase(search)
    assert not Person.objects.filter(pk=search.case.person_id).exists()
    assert (Tracing.objects.count(), Match.objects.count()) == (0, 0)
    claim.refresh_from_db()
    assert (claim.will_call, claim.claimant) == (False, FATHER)
    assert queries.answer(claim, on=clock.today()) == "neutral"


def test_of_two_women_only_what_rests_on_her_goes(search):
    """Another of the same name said yes to him too: that promise stays."""
    search.begun()
    town, first = search.town, search.case
    town.case = town.new_case(person={"given_names": GIVEN, "paternal_surname": FIRST})
    search.begun()
    claim = search.claim()
    search.compare()
    for match in Match.objects.all():
        town.case = match.case
        search.confirmed(match)
    town.case = first
    erase(search)
    claim.refresh_from_db()
    assert claim.will_call
    assert queries.answer(later(claim), on=clock.today()) == "will_call"


@pytest.mark.parametrize("at", ["found", "confirmed"])
def test_another_agency_asks_her_anew(search, at):
    search.begun()
    match = search.found() if at == "found" else search.confirmed()
    town = search.town
    moving.move(by=town.alba, case=search.case, to=town.faro, member=town.bruno)
    tracing = Tracing.objects.get()
    assert (tracing.is_open, tracing.ended_why) == (False, "moved")
    assert state(match) == "ended"
    assert queries.answer(later(match.claim), on=clock.today()) == "neutral"
    # What was found goes with her, and opens there.
    held = Match.objects.select_related("case").get()
    assert (held.case.agency, held.claimant, tracing.name) == (
        town.faro, FATHER, "Melquiades Piedraluna",
    )  # fmt: skip


def test_who_endangers_her_in_another_record_of_hers_is_blocked_too(search):
    """Two records, found to be about her: a name feared in one is feared in both."""
    search.begun()
    match = search.found(claimant=FEARED)
    town = search.town
    other = town.new_case(person={"given_names": GIVEN})
    people.compare(by=town.alba, one=search.case.person, other=other.person, verdict="one")
    assert Comparison.objects.count() == 1
    held, town.case = town.case, other
    search.fear()
    town.case = held
    assert state(match) == "blocked"


def test_a_claim_and_its_key_go_together(search, django_capture_on_commit_callbacks):
    from amparo.journeys.actions import claims

    claim = search.claim()
    later(claim, days=400)
    with django_capture_on_commit_callbacks(execute=True):
        assert claims.forget_old() == 1
    assert not Claim.objects.exists()
    with pytest.raises(keystore.KeyMissing):
        keystore.get(claim.pk)
    assert audit_events("claims_forgotten")[0].detail == '{"claims": 1}'


def test_she_is_told_that_somebody_asked_for_her(search):
    search.begun()
    search.found()
    names = {str(kind.name): kind.number for kind in what_we_hold.kinds(search.case.person)}
    assert names["People who ask for you"] == 1
    assert names["The search for your family"] == 1
