"""A child: her own yes and that of who represents her, who is never who asks for her."""

import pytest
from django.utils import translation

from amparo.core.decisions import Refused
from amparo.journeys.models import Match, Tracing
from amparo.people.actions import children
from tests.children import ASSENT, doubted, stands
from tests.on_the_way.tracing import FATHER, state


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def aunt(search):
    """She may be younger than 18, and an aunt represents her."""
    doubted(search.town, search.case)
    return stands(search.town, search.case, name="Tomasa Tía", relation="family")


def assented(guardian, **facts):
    return ASSENT | {"guardian": guardian} | facts


def test_a_yes_of_hers_alone_begins_nothing(search, aunt):
    with pytest.raises(Refused, match="A yes takes her own"):
        search.yes()
    with pytest.raises(Refused, match="She has not said yes to this"):
        search.begin()
    search.yes(assent=assented(aunt))
    assert search.begin().is_open


def test_a_yes_of_before_the_doubt_carries_nothing(search):
    search.yes()
    doubted(search.town, search.case)
    with pytest.raises(Refused, match="She has not said yes to this"):
        search.begin()


def test_to_a_claimant_she_says_yes_beside_who_represents_her(search, aunt):
    search.yes(assent=assented(aunt))
    search.begin()
    match = search.verified()
    with pytest.raises(Refused, match="A yes takes her own"):
        search.asked(match)
    assert state(match) == "verified"
    search.asked(match, assent=assented(aunt))
    assert state(match) == "agreed"


def test_her_own_no_is_enough_whoever_says_yes(search, aunt):
    search.yes(assent=assented(aunt))
    search.begin()
    match = search.verified()
    search.asked(match, "refused", assent=assented(aunt, says="refused"))
    assert (state(match), match.refusal) == ("refused", "she_said_no")


def test_who_asks_for_her_does_not_say_yes_for_her(search, aunt):
    search.yes(assent=assented(aunt))
    search.begin()
    father = stands(search.town, search.case, name="Melquiades Piedraluna", relation="father")
    match = search.verified()
    with pytest.raises(Refused, match="cannot be the one who says yes for her"):
        search.asked(match, assent=assented(father))
    assert state(match) == "verified"


def test_an_aunt_found_to_be_a_danger_ends_it_when_the_clock_looks(search, aunt):
    from amparo.journeys import jobs

    search.yes(assent=assented(aunt))
    search.begin()
    match = search.found()
    children.revise_guardian(
        by=search.town.ana, guardian=aunt, seen_version=aunt.version, suspected="yes",
        suspected_why="La cobró.",
    )  # fmt: skip
    jobs.compare_claims()
    assert state(match) == "ended"
    assert Tracing.objects.get().ended_why == "her_no"
    assert Match.objects.get().claimant == FATHER
