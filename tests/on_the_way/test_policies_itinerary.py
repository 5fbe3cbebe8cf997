"""A way that does not follow on is refused with a sentence that names the leg."""

from datetime import date, time, timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.policies import itinerary as policy
from amparo.journeys.policies.itinerary import MOST_LEGS, Leg

DAY = timedelta(days=1)
ONE, TWO = date(2026, 3, 20), date(2026, 3, 21)
TODAY = date(2026, 3, 10)


def leg(start="A", end="B", leaves=(ONE, 8), arrives=(ONE, 12), **more):
    return Leg(start, end, leaves[0], time(leaves[1]), arrives[0], time(arrives[1]), **more)


FIRST = leg()


@pytest.mark.parametrize(
    ("legs", "said"),
    [
        ([], ""),
        ([FIRST], ""),
        ([leg(arrives=(ONE, 8))], "Leg 1 arrives before it leaves"),
        ([leg(arrives=(ONE, 7))], "Leg 1 arrives before it leaves"),
        ([leg(arrives=(ONE - DAY, 12))], "Leg 1 arrives before it leaves"),
        ([leg(arrives=(TWO, 1))], ""),
        ([leg(start=" ")], "from where to where leg 1"),
        ([leg(end="")], "from where to where leg 1"),
        ([FIRST, leg("B", "", (ONE, 13), (ONE, 14))], "from where to where leg 2"),
        ([FIRST, leg("B", "C", (ONE, 12), (ONE, 14))], ""),
        ([FIRST, leg("B", "C", (ONE, 11), (ONE, 14))], "Leg 2 leaves before"),
        ([FIRST, leg("C", "D", (ONE, 13), (ONE, 14))], "Leg 2 begins in another place"),
        ([FIRST, leg("  b ", "C", (ONE, 13), (ONE, 14))], ""),
        ([FIRST, leg("B", "C", (TWO, 13), (TWO, 14))], "a night before leg 2"),
        ([leg(stay="With the sisters"), leg("B", "C", (TWO, 13), (TWO, 14))], ""),
        ([leg(stay=" "), leg("B", "C", (TWO, 13), (TWO, 14))], "a night before leg 2"),
        (
            [FIRST, leg("B", "C", (ONE, 13), (ONE, 14)), leg("C", "D", (ONE, 13), (ONE, 15))],
            "Leg 3 leaves before",
        ),
        ([FIRST] * MOST_LEGS, "Leg 2 leaves before"),
        ([FIRST] * (MOST_LEGS + 1), "6 legs fit here"),
    ],
)
def test_each_leg_follows_on_the_one_before(legs, said):
    found = policy.is_in_order(legs)
    assert said in found.reason
    assert bool(found) is not bool(said)


def test_a_leg_is_kept_in_plain_words_and_read_back():
    whole = leg(carrier="Bus", reference="X-1", stay="Here")
    assert policy.legs_of(Thing(legs=[whole.kept()])) == [whole]
    assert whole.kept()["leaves_at"] == "08:00"
    assert whole.kept()["arrives_on"] == "2026-03-20"
    assert policy.legs_of(None) == []


def ready(legs=(FIRST,), contacts="555-0101", met_by="Somebody"):
    return policy.is_ready(Thing(legs=[e.kept() for e in legs], contacts=contacts, met_by=met_by))


def test_an_itinerary_is_whole_with_its_legs_a_number_to_call_and_somebody_who_waits():
    assert ready()
    assert "no itinerary" in ready(legs=()).reason
    assert "no itinerary" in policy.is_ready(None).reason
    assert "Leg 1" in ready(legs=[leg(arrives=(ONE, 7))]).reason
    assert "whom to call" in ready(contacts=" ").reason
    assert "who waits" in ready(met_by=" ").reason


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"name": " "}, "Say who travels"),
        ({"cleared_by": ""}, "Say who travels"),
        ({"cleared_on": None}, "who was not cleared"),
        ({"cleared_until": None}, "who was not cleared"),
        ({"cleared_on": TODAY + DAY}, "given before today"),
        ({"cleared_on": TODAY, "cleared_until": TODAY}, ""),
        ({"cleared_on": TODAY, "cleared_until": TODAY - DAY}, "given before today"),
    ],
)
def test_nobody_travels_with_her_who_was_not_cleared(facts, said):
    whole = {"name": "Irma", "cleared_by": "Faro", "cleared_on": ONE - 20 * DAY,
             "cleared_until": TWO}  # fmt: skip
    found = policy.is_whole_escort(whole | facts, feared=ALLOWED, today=TODAY)
    assert said in found.reason
    assert bool(found) is not bool(said)


def test_nobody_travels_with_her_whom_she_fears():
    whole = {"name": "Irma", "cleared_by": "Faro", "cleared_on": TODAY, "cleared_until": TWO}
    assert policy.is_whole_escort(whole, feared=Decision("No."), today=TODAY).reason == "No."


@pytest.mark.parametrize(
    ("since", "until", "cleared"),
    [
        (ONE, TWO, True),
        (ONE + DAY, TWO, False),
        (ONE, TWO - DAY, False),
        (ONE - DAY, TWO + DAY, True),
    ],
)
def test_a_clearance_covers_each_day(since, until, cleared):
    escort = Thing(cleared_on=since, cleared_until=until, feared=ALLOWED)
    assert policy.is_cleared(escort, first=ONE, last=TWO) is cleared
    escort.feared = Decision("No.")
    assert policy.is_cleared(escort, first=ONE, last=TWO) is False


def test_what_a_leg_does_not_say_is_kept_as_nothing():
    kept = FIRST.kept()
    assert (kept["carrier"], kept["reference"], kept["stay"]) == ("", "", "")
    assert Leg.of(kept) == FIRST


def test_the_sentences_name_the_leg_and_the_number():
    assert policy.is_in_order([leg(start=" ")]).reason == "Say from where to where leg 1 goes."
    said = policy.is_in_order([FIRST] * (MOST_LEGS + 1)).reason
    assert said == f"{MOST_LEGS} legs fit here. Put some together."
