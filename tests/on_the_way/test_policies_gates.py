"""Gates that nothing passes, asked without a database: each alone shuts, in every combination."""

from datetime import date, time, timedelta
from itertools import combinations
from types import SimpleNamespace as Thing

import pytest

from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import (
    Gate,
    HostVerdict,
    Option,
    PaperState,
    ReturnVerdict,
    SheSays,
)
from amparo.journeys.policies import gates
from amparo.journeys.policies.gates import Facts
from amparo.journeys.policies.itinerary import Leg

DAY = timedelta(days=1)
GOES, LANDS = date(2026, 3, 20), date(2026, 3, 21)
NO = Decision("No.")


def interview(held_on, says=SheSays.WANTS, **more):
    facts = {"told": list(Option), "assistance_goes_on": True, "reflection_until": None}
    facts |= {"recorded_at": (held_on, 0)}
    return Thing(**facts | {"held_on": held_on, "says": says} | more)


TOLD = interview(date(2026, 3, 1), SheSays.UNDECIDED, reflection_until=date(2026, 3, 4))
DECIDED = interview(date(2026, 3, 4), told=[])


def leg(**more):
    facts = {
        "start": "Tapachula", "end": "Guatemala", "leaves_on": GOES, "leaves_at": time(20),
        "arrives_on": LANDS, "arrives_at": time(5),
    }  # fmt: skip
    return Leg(**facts | more)


def plan(*legs, **more):
    legs = legs or (leg(),)
    facts = {
        "legs": [each.kept() for each in legs], "leaves_on": GOES, "arrives_on": LANDS,
        "contacts": "555-0101", "met_by": "Somebody of the office there",
    }  # fmt: skip
    return Thing(**facts | more)


def paper(state=PaperState.HELD, valid_until=LANDS, **more):
    facts = {"label": "Passport", "state": state, "valid_until": valid_until, "expires": True}
    return Thing(**facts | more)


def assessed(on=GOES, verdict=ReturnVerdict.SAFE):
    return Thing(assessed_on=on, verdict=verdict)


def host(verdict=HostVerdict.SAFE):
    return Thing(verdict=verdict)


def fit(**more):
    return Thing(**{"is_fit": True, "seen_on": GOES, "until": LANDS} | more)


def escort(cleared_on=GOES, cleared_until=LANDS, feared=ALLOWED):
    return Thing(cleared_on=cleared_on, cleared_until=cleared_until, feared=feared)


def ban(since=GOES, until=None, lifted_on=None):
    return Thing(since=since, until=until, lifted_on=lifted_on)


def facts(**more):
    """A child of whom everything stands."""
    all_stands = {
        "on": GOES, "is_child": True, "called_off": False, "agreed": True,
        "interviews": [DECIDED, TOLD], "changed_mind_on": None, "her_yes": ALLOWED,
        "assessment": assessed(), "represented": ALLOWED, "bans": [], "host": host(),
        "host_feared": ALLOWED, "best_interests": ALLOWED, "papers": [paper()],
        "fitness": fit(), "plan": plan(), "escorts": [escort()],
    }  # fmt: skip
    return Facts(**all_stands | more)


SHUT = {
    Gate.NOT_CALLED_OFF: {"called_off": True},
    Gate.DECISION: {"interviews": []},
    Gate.CONSENT: {"her_yes": NO},
    Gate.ASSESSMENT: {"assessment": assessed(GOES - 15 * DAY)},
    Gate.SAFE: {"assessment": assessed(verdict=ReturnVerdict.UNSAFE)},
    Gate.REPRESENTED: {"represented": NO},
    Gate.NO_BAN: {"bans": [ban()]},
    Gate.AGREED: {"agreed": False},
    Gate.HOST: {"host": host(HostVerdict.UNSAFE)},
    Gate.HOST_NOT_FEARED: {"host_feared": NO},
    Gate.BEST_INTERESTS: {"best_interests": NO},
    Gate.PAPERS: {"papers": [paper(PaperState.MISSING)]},
    Gate.FIT: {"fitness": None},
    Gate.ITINERARY: {"plan": plan(met_by=" ")},
    Gate.ESCORT: {"escorts": []},
}
BOTH = assessed(GOES - 15 * DAY, ReturnVerdict.UNSAFE)


def shut(held):
    return {each.gate for each in gates.standings(held) if not each.is_met}


def test_with_everything_in_place_she_may_be_announced_booked_and_set_out():
    assert [each.gate for each in gates.standings(facts())] == list(Gate)
    assert shut(facts()) == set()
    assert gates.may_ask(facts())
    assert gates.may_book(facts())
    assert gates.may_depart(facts())


def with_wrong(wrong):
    """The facts of somebody of whom these gates are shut, and all others open."""
    more = {}
    for gate in wrong:
        more |= SHUT[gate]
    if {Gate.ASSESSMENT, Gate.SAFE} <= set(wrong):
        more["assessment"] = BOTH
    return facts(**more)


def agree(wrong):
    """Only what is wrong shuts, and the first of it speaks, whatever is asked."""
    held = with_wrong(wrong)
    standing = {each.gate: each.decision for each in gates.standings(held)}
    assert {gate for gate, said in standing.items() if not said} == set(wrong)
    for ask, asked in (
        (gates.may_ask, gates.TO_ASK), (gates.may_book, gates.TO_BOOK),
        (gates.may_depart, set(Gate)),
    ):  # fmt: skip
        first = next((gate for gate in wrong if gate in asked), None)
        assert ask(held) == (standing[first] if first else ALLOWED)


@pytest.mark.parametrize("number", [0, 1, 2, 14])
def test_no_gate_opens_another_and_none_hides_another(number):
    """All of them, with every other one: `test_every_gate.py`."""
    for wrong in combinations(Gate, number):
        agree(wrong)


def test_each_gate_has_a_sentence_of_its_own():
    said = [str(gates.may_depart(facts(**wrong)).reason) for wrong in SHUT.values()]
    own = [words for words in said if words != "No."]
    assert len(set(own)) == len(own) == 11
    assert all(words.endswith(".") for words in own)


def test_what_only_the_other_office_can_say_is_not_asked_before_it_is_asked():
    assert {
        Gate.NOT_CALLED_OFF, Gate.DECISION, Gate.CONSENT, Gate.ASSESSMENT, Gate.SAFE,
        Gate.REPRESENTED, Gate.NO_BAN, Gate.HOST_NOT_FEARED,
    } == gates.TO_ASK  # fmt: skip
    assert gates.TO_ASK | {Gate.AGREED, Gate.HOST, Gate.BEST_INTERESTS} == gates.TO_BOOK


@pytest.mark.parametrize(
    "wrong", [Gate.REPRESENTED, Gate.BEST_INTERESTS, Gate.ESCORT], ids=lambda gate: gate.value
)
def test_what_is_asked_for_a_child_is_not_asked_for_an_adult(wrong):
    assert shut(facts(**SHUT[wrong])) == {wrong}
    assert shut(facts(is_child=False, **SHUT[wrong])) == set()


# Her decision


def decision(*interviews, changed=None):
    return gates.has_decided(interviews, changed_mind_on=changed)


def test_she_decides_on_a_later_day_than_she_was_told_and_not_before_she_has_thought():
    told = interview(date(2026, 3, 1), reflection_until=date(2026, 3, 4))
    assert "Nobody has talked" in decision().reason
    assert "later day" in decision(told).reason
    assert "later day" in decision(told, interview(date(2026, 3, 1))).reason
    assert "time to think" in decision(told, interview(date(2026, 3, 3))).reason
    assert decision(told, interview(date(2026, 3, 4)))
    assert decision(interview(date(2026, 3, 4)), told)


def test_the_longest_time_that_she_wanted_counts_whoever_wrote_it_down():
    told = interview(date(2026, 3, 1))
    longer = interview(date(2026, 3, 2), reflection_until=date(2026, 3, 9), told=[])
    own = interview(date(2026, 3, 8), reflection_until=date(2026, 3, 9))
    assert "time to think" in decision(told, longer, interview(date(2026, 3, 8))).reason
    assert "time to think" in decision(told, own).reason
    assert decision(told, longer, interview(date(2026, 3, 9)))
    assert decision(told, interview(date(2026, 3, 2)))


@pytest.mark.parametrize("untold", list(Option), ids=lambda option: option.value)
def test_a_decision_without_one_of_the_options_is_none(untold):
    told = [option for option in Option if option != untold]
    some = interview(date(2026, 3, 1), told=told)
    assert "all her options" in decision(some, DECIDED).reason
    assert not gates.told_all(some)


def test_a_decision_without_knowing_that_assistance_goes_on_is_none():
    silent = interview(date(2026, 3, 1), assistance_goes_on=False)
    assert "all her options" in decision(silent, DECIDED).reason


def test_what_she_says_last_counts():
    later = date(2026, 3, 9)
    for says in (SheSays.UNDECIDED, SheSays.DOES_NOT):
        assert "has not said" in decision(TOLD, DECIDED, interview(later, says)).reason
    earlier_no = interview(date(2026, 3, 2), SheSays.DOES_NOT)
    assert decision(earlier_no, TOLD, DECIDED)
    same_day = interview(DECIDED.held_on, SheSays.DOES_NOT, recorded_at=(DECIDED.held_on, 1))
    assert "has not said" in decision(TOLD, same_day, DECIDED).reason


def test_who_changed_her_mind_is_asked_again_on_another_day():
    assert shut(facts(changed_mind_on=DECIDED.held_on)) == {Gate.DECISION}
    assert shut(facts(changed_mind_on=DECIDED.held_on - DAY)) == set()
    assert "changed her mind" in decision(TOLD, DECIDED, changed=DECIDED.held_on).reason
    assert "changed her mind" in decision(TOLD, DECIDED, changed=DECIDED.held_on + DAY).reason
    assert decision(TOLD, DECIDED, changed=DECIDED.held_on - DAY)


# What was found


def test_an_assessment_of_14_days_holds_and_one_of_15_does_not():
    assert shut(facts(assessment=assessed(GOES - 14 * DAY))) == set()
    assert shut(facts(assessment=assessed(GOES - 15 * DAY))) == {Gate.ASSESSMENT}
    assert shut(facts(assessment=assessed(GOES + DAY))) == {Gate.ASSESSMENT}
    assert shut(facts(assessment=None)) == {Gate.ASSESSMENT}
    assert "14 days" in gates.may_depart(facts(assessment=assessed(GOES - 15 * DAY))).reason
    assert "Nobody has assessed" in gates.may_depart(facts(assessment=None)).reason


def test_safe_with_measures_is_safe():
    assert shut(facts(assessment=assessed(verdict=ReturnVerdict.WITH_MEASURES))) == set()


@pytest.mark.parametrize(
    ("found", "child", "adult"),
    [
        (None, False, True),
        (host(HostVerdict.NOT_SEEN), False, True),
        (host(HostVerdict.SAFE), True, True),
        (host(HostVerdict.WITH_MEASURES), True, True),
        (host(HostVerdict.UNSAFE), False, False),
    ],
)
def test_a_childs_host_is_looked_at_and_nobody_goes_to_an_unsafe_one(found, child, adult):
    assert (Gate.HOST not in shut(facts(host=found))) is child
    assert (Gate.HOST not in shut(facts(host=found, is_child=False))) is adult


def test_an_unsafe_host_has_its_own_words():
    unsafe = gates.may_depart(facts(host=host(HostVerdict.UNSAFE))).reason
    unseen = gates.may_depart(facts(host=None)).reason
    assert "not safe where she would live" in unsafe
    assert "looks at where" in unseen


@pytest.mark.parametrize(
    ("held", "forbids"),
    [
        (ban(GOES), True),
        (ban(GOES + DAY), False),
        (ban(GOES - DAY, until=GOES), True),
        (ban(GOES - 2 * DAY, until=GOES - DAY), False),
        (ban(GOES - DAY, lifted_on=GOES), False),
        (ban(GOES - DAY, lifted_on=GOES + DAY), True),
        (ban(GOES - DAY, until=GOES - DAY, lifted_on=GOES + DAY), False),
    ],
)
def test_a_measure_forbids_while_it_is_in_force(held, forbids):
    assert gates.bans_travel(held, on=GOES) is forbids
    assert (Gate.NO_BAN in shut(facts(bans=[ban(GOES + 9 * DAY), held]))) is forbids


def test_a_measure_is_looked_at_on_the_day_of_the_itinerary():
    """The other office may be asked before a measure ends, and not for a day on which it holds."""
    ends = ban(GOES - 9 * DAY, until=GOES - DAY)
    asked_on = GOES - 5 * DAY
    then = {"on": asked_on, "bans": [ends], "assessment": assessed(asked_on)}
    assert gates.may_ask(facts(**then))
    assert not gates.may_ask(facts(**then, plan=None))
    assert not gates.may_ask(facts(**then, plan=plan(leaves_on=None)))
    assert not gates.may_ask(facts(**then | {"bans": [ban(GOES)]}))


# What she travels with


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (paper(PaperState.MISSING), "is missing: Passport."),
        (paper(PaperState.ASKED), "has not come: Passport."),
        (paper(valid_until=None), "until when"),
        (paper(valid_until=LANDS - DAY), "ends before the last day"),
        (paper(valid_until=LANDS), ""),
        (paper(valid_until=None, expires=False), ""),
        (paper(PaperState.ASKED, expires=False), "has not come"),
    ],
)
def test_a_paper_lasts_until_the_last_day_of_travel(held, said):
    found = gates.may_depart(facts(papers=[paper(), held]))
    assert said in found.reason
    assert bool(found) is not bool(said)


def test_the_first_paper_that_is_missing_is_named():
    birth = paper(PaperState.MISSING, label="Birth certificate")
    both = [paper(), birth, paper(PaperState.MISSING, label="Visa")]
    assert "Birth certificate" in gates.may_depart(facts(papers=both)).reason


def test_without_an_itinerary_a_paper_lasts_at_least_until_today():
    held = facts(plan=None, papers=[paper(valid_until=GOES)])
    assert Gate.PAPERS not in shut(held)
    assert Gate.PAPERS in shut(facts(plan=None, papers=[paper(valid_until=GOES - DAY)]))
    past = plan(arrives_on=GOES - 9 * DAY)
    assert Gate.PAPERS in shut(facts(plan=past, papers=[paper(valid_until=GOES - DAY)]))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (fit(), ""),
        (None, "Nobody has said"),
        (fit(is_fit=False), "not fit"),
        (fit(seen_on=GOES + DAY), "does not hold"),
        (fit(until=LANDS - DAY), "does not hold"),
        (fit(seen_on=GOES - DAY, until=LANDS + DAY), ""),
    ],
)
def test_a_doctor_found_her_fit_for_all_of_the_journey(found, said):
    may = gates.may_depart(facts(fitness=found))
    assert said in may.reason
    assert bool(may) is not bool(said)


def test_she_sets_out_on_the_day_of_the_itinerary():
    early = facts(plan=plan(leaves_on=GOES + DAY))
    assert "another day" in gates.may_depart(early).reason
    assert "no itinerary" in gates.may_depart(facts(plan=None)).reason
    assert "no itinerary" in gates.may_depart(facts(plan=plan(legs=[]))).reason
    assert "whom to call" in gates.may_depart(facts(plan=plan(contacts=""))).reason


@pytest.mark.parametrize(
    ("who", "cleared"),
    [
        (escort(), True),
        (escort(cleared_on=GOES + DAY), False),
        (escort(cleared_until=LANDS - DAY), False),
        (escort(GOES - DAY, LANDS + DAY), True),
        (escort(feared=Decision("No.")), False),
    ],
)
def test_who_travels_with_her_is_cleared_for_every_day(who, cleared):
    for child in (True, False):
        held = facts(is_child=child, escorts=[escort(), who])
        assert (Gate.ESCORT not in shut(held)) is cleared


def test_a_child_without_an_escort_hears_why():
    nobody, late = facts(escorts=[]), facts(escorts=[escort(cleared_until=GOES)])
    assert "younger than 18" in gates.may_depart(nobody).reason
    assert "not cleared" in gates.may_depart(late).reason
