"""Gates of a family, asked without a database: each alone shuts, in every combination."""

from datetime import date, time, timedelta
from itertools import combinations
from types import SimpleNamespace as Thing

import pytest

from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import FamilyGate as Gate
from amparo.journeys.enums import Ordered, PaperState, RelativeSays
from amparo.journeys.family_rules import Row, Rule, Who
from amparo.journeys.policies import family_gates as gates
from amparo.journeys.policies.entitlement import Born
from amparo.journeys.policies.family_gates import Facts, Travels
from amparo.journeys.policies.itinerary import Leg

DAY = timedelta(days=1)
GOES, LANDS = date(2026, 3, 20), date(2026, 3, 21)
NO = Decision("No.")
RULE = Rule(
    id="x", version="1", country="US", titles={"en": "Invented rule", "es": "Regla"},
    sources={}, begins=None, ends=None, day="application",
    who=(Who("child"), Who("spouse"), Who("parent", she_under=21)), papers=(Row("passport"),),
)  # fmt: skip


def person(**more):
    held = {
        "pk": 1, "number": 7, "name": "Lucía", "kin": "child", "born_on": date(2019, 5, 4),
        "unmarried": True,
        "custody_with": "Her grandmother", "must_agree": "", "agreed_on": None,
        "ordered": Ordered.NONE, "best": "serves", "travels_with_id": 2,
    }  # fmt: skip
    return Thing(**held | more)


def word(**more):
    held = {"says": RelativeSays.YES, "representative": "Her grandmother", "child_view": "Sí."}
    return Thing(**held | more)


def paper(state=PaperState.HELD, valid_until=LANDS, **more):
    held = {
        "code": "passport", "label": "Passport", "state": state, "valid_until": valid_until,
        "expires": True,
    }  # fmt: skip
    return Thing(**held | more)


def travels(is_child=True, said=None, feared=ALLOWED, papers=None, **more):
    papers = [paper()] if papers is None else papers
    return Travels(person(**more), is_child, said or word(), feared, papers)


def father(**more):
    held = {
        "pk": 2, "number": 8, "name": "Tomás", "kin": "spouse", "born_on": date(1980, 1, 1),
        "custody_with": "", "ordered": Ordered.UNKNOWN, "best": "", "travels_with_id": None,
    }  # fmt: skip
    said = word(representative="", child_view="")
    return travels(**{"is_child": False, "said": said} | held | more)


def plan(**more):
    leg = Leg(
        start="Oaxaca", end="Chicago", leaves_on=GOES, leaves_at=time(20), arrives_on=LANDS,
        arrives_at=time(5),
    )  # fmt: skip
    held = {
        "legs": [leg.kept()], "leaves_on": GOES, "arrives_on": LANDS, "contacts": "555-0101",
        "met_by": "Ana",
    }  # fmt: skip
    return Thing(**held | more)


def escort(cleared_on=GOES, cleared_until=LANDS, feared=ALLOWED):
    return Thing(cleared_on=cleared_on, cleared_until=cleared_until, feared=feared)


def facts(**more):
    """A girl and her father, who would travel to her mother, herself still a child."""
    all_stands = {
        "on": GOES, "called_off": False, "agreed": True, "her_yes": ALLOWED, "safe": ALLOWED,
        "is_child": True, "best_interests": ALLOWED, "family": [travels(), father()],
        "rule": RULE, "she": Born.on(date(2009, 1, 1)), "counts_on": GOES, "plan": plan(),
        "escorts": [],
    }  # fmt: skip
    return Facts(**all_stands | more)


# What shuts each gate: of the whole journey, or of the girl.
OF_ALL = {
    Gate.NOT_CALLED_OFF: {"called_off": True},
    Gate.CONSENT: {"her_yes": NO},
    Gate.SAFE: {"safe": NO},
    Gate.AGREED: {"agreed": False},
    Gate.ITINERARY: {"plan": plan(met_by=" ")},
}
OF_HER = {
    Gate.NOT_FEARED: {"feared": NO},
    Gate.ENTITLED: {"kin": "sibling"},
    Gate.THEIR_CONSENT: {"said": word(says=RelativeSays.NO)},
    Gate.CUSTODY: {"custody_with": " "},
    Gate.BEST_INTERESTS: {"best": "against"},
    Gate.PAPERS: {"papers": [paper(PaperState.MISSING)]},
    Gate.ESCORT: {"travels_with_id": None},
}
# Where nobody is written down, nothing is asked of anybody.
ALONE = [gate for gate in Gate if gate != Gate.RELATIVES]


def shut(held):
    return [each.gate for each in gates.standings(held) if not each.is_met]


def with_wrong(wrong):
    more, hers = {}, {}
    for gate in wrong:
        more |= OF_ALL.get(gate, {})
        hers |= OF_HER.get(gate, {})
    return facts(**more, family=[father(), travels(**hers)])


def agree(wrong):
    """Only what is wrong shuts, and the first of it speaks, whatever is asked."""
    held = with_wrong(wrong)
    standing = {each.gate: each.decision for each in gates.standings(held)}
    assert {gate for gate, said in standing.items() if not said} == set(wrong)
    for ask, asked in ((gates.may_ask, gates.TO_ASK), (gates.may_clear, set(Gate))):
        first = next((gate for gate in wrong if gate in asked), None)
        assert ask(held) == (standing[first] if first else ALLOWED)


def test_with_everything_in_place_they_may_be_announced_and_cleared():
    assert [each.gate for each in gates.standings(facts())] == list(Gate)
    assert shut(facts()) == []
    assert gates.may_ask(facts())
    assert gates.may_clear(facts())


@pytest.mark.parametrize("number", [0, 1, 2, 11, 12])
def test_no_gate_of_a_family_opens_another_and_none_hides_another(number):
    """All of them, with every other one: `test_every_gate.py`."""
    for wrong in combinations(ALONE, number):
        agree(wrong)


def test_where_nobody_is_written_down_nobody_is_announced():
    held = facts(family=[])
    assert shut(held) == [Gate.RELATIVES]
    assert "Nobody of her family" in gates.may_ask(held).reason
    assert not gates.may_clear(held)


def test_what_the_other_office_finds_out_is_not_asked_before_it_is_asked():
    assert {
        Gate.NOT_CALLED_OFF, Gate.CONSENT, Gate.SAFE, Gate.RELATIVES, Gate.NOT_FEARED,
        Gate.ENTITLED,
    } == gates.TO_ASK  # fmt: skip


@pytest.mark.parametrize("gate", OF_HER)
def test_whom_a_gate_is_shut_for_is_named(gate):
    reason = gates.may_clear(with_wrong([gate])).reason
    assert gate == Gate.NOT_FEARED or "Relative 7 (" in reason
    assert "Relative 8" not in reason
    assert "Lucía" not in reason


@pytest.mark.parametrize("gate", OF_HER)
def test_who_shuts_a_gate_is_found_with_all_that_is_missing(gate):
    held = with_wrong([gate])
    girl = held.family[1]
    assert gates.shut_by(gate, held) == girl
    assert gates.missing_of(girl, held) == [gates.OF_EACH[gate](girl, held)]
    assert gates.missing_of(held.family[0], held) == []
    assert gates.shut_by(gate, facts()) is None
    assert gates.shut_by(Gate.AGREED, facts(agreed=False)) is None


def test_every_missing_paper_of_a_relative_is_listed():
    papers = [paper(), paper(PaperState.MISSING), paper(PaperState.ASKED)]
    girl = travels(papers=papers, ordered=Ordered.UNKNOWN)
    said = [each.reason for each in gates.missing_of(girl, facts(family=[girl, father()]))]
    assert ["Find out" in said[0], "is missing" in said[1], "has not come" in said[2]] == [True] * 3


SAFE = [
    (None, Decision("Not assessed."), False, "Not assessed."),
    (Thing(), Decision("It is due."), False, "It is due."),
    (Thing(), ALLOWED, True, "risk is high"),
    (Thing(), ALLOWED, False, ""),
]


@pytest.mark.parametrize(("assessment", "holds", "high", "why"), SAFE)
def test_she_is_safe_by_an_assessment_that_holds(assessment, holds, high, why):
    said = gates.is_safe(assessment, holds=holds, is_high=high)
    assert bool(said) is (not why)
    assert why in said.reason


WORDS = [
    (True, word(), ""),
    (True, None, "was not asked"),
    (True, word(says=RelativeSays.NO), "does not want"),
    (True, word(says=RelativeSays.TAKEN_BACK), "took the yes back"),
    (True, word(representative=" "), "younger than 18"),
    (True, word(child_view=" "), "younger than 18"),
    (False, word(representative="", child_view=""), ""),
]


@pytest.mark.parametrize(("child", "said", "why"), WORDS)
def test_each_says_yes_for_herself_or_himself_and_a_child_is_heard(child, said, why):
    held = Travels(person(), child, said, ALLOWED, [])
    answer = gates.has_a_yes(held)
    assert bool(answer) is (not why)
    assert why in answer.reason


CUSTODY = [
    ({}, ""),
    ({"custody_with": ""}, "who has custody"),
    ({"must_agree": "Su padre"}, "has not done so in writing"),
    ({"must_agree": "Su padre", "agreed_on": GOES}, ""),
    ({"ordered": Ordered.FORBIDS}, "goes against it"),
    ({"ordered": Ordered.UNKNOWN}, "Find out whether"),
    ({"ordered": Ordered.ALLOWS}, ""),
]


@pytest.mark.parametrize(("more", "why"), CUSTODY)
def test_no_child_leaves_against_who_has_a_say_in_it(more, why):
    answer = gates.custody_is_clear(travels(**more))
    assert bool(answer) is (not why)
    assert why in answer.reason
    assert gates.custody_is_clear(travels(is_child=False, **more))


@pytest.mark.parametrize(("best", "may"), [("serves", True), ("against", False), ("", False),
                                           ("later", False)])  # fmt: skip
def test_a_body_finds_that_it_serves_each_child(best, may):
    assert bool(gates.serves_the_child(travels(best=best))) is may
    assert gates.serves_the_child(travels(is_child=False, best=best))


def test_best_interests_are_asked_of_her_too_while_she_is_a_child():
    assert shut(facts(best_interests=NO)) == [Gate.BEST_INTERESTS]
    assert shut(facts(best_interests=NO, is_child=False)) == []
    grown = facts(best_interests=NO, is_child=False, family=[father()])
    assert shut(grown) == []


PAPERS = [
    (paper(), ""),
    (paper(PaperState.MISSING), "of Relative 7 (Daughter or son) is missing: Passport"),
    (paper(PaperState.ASKED), "has not come"),
    (paper(valid_until=LANDS - DAY), "before the last day"),
    (paper(valid_until=None), "until when"),
    (paper(valid_until=None, expires=False), ""),
    (paper(valid_until=LANDS - DAY, expires=False), ""),
]


@pytest.mark.parametrize(("held", "why"), PAPERS)
def test_the_missing_paper_is_named_with_whose_it_is(held, why):
    found = facts(family=[travels(papers=[paper(), held]), father()])
    assert (shut(found) == [Gate.PAPERS]) is bool(why)
    assert why in gates.may_clear(found).reason
    assert gates.wanted(found.family[0], until=LANDS) == (["passport"] if why else [])


def test_without_an_itinerary_papers_last_until_the_day():
    held = facts(plan=None, family=[travels(papers=[paper(valid_until=GOES)]), father()])
    assert shut(held) == [Gate.ITINERARY]
    assert (held.leaves_on, held.arrives_on) == (GOES, GOES)
    assert facts().arrives_on == LANDS
    assert facts(plan=plan(leaves_on=None, arrives_on=None)).leaves_on == GOES


def test_an_itinerary_of_a_day_that_is_past_is_none():
    assert shut(facts(on=GOES + DAY)) == [Gate.ITINERARY]
    assert "is past" in gates.may_clear(facts(on=GOES + DAY)).reason
    assert shut(facts(on=GOES - DAY)) == []


def test_a_child_goes_with_a_parent_of_its_own_or_who_was_cleared():
    alone = facts(family=[travels(travels_with_id=None), father()])
    assert shut(alone) == [Gate.ESCORT]
    assert shut(facts(family=[travels(travels_with_id=None)], escorts=[escort()])) == []
    # A grown relative travels, and is not its own parent or guardian.
    assert shut(facts(family=[travels(travels_with_id=7), father()])) == [Gate.ESCORT]
    # The one it goes with stays, or is a child as well.
    assert shut(facts(family=[travels()])) == [Gate.ESCORT]
    other = travels(pk=2, name="Rosa", travels_with_id=3)
    third = father(pk=3)
    assert shut(facts(family=[travels(), other, third])) == [Gate.ESCORT]
    assert shut(facts(family=[father()])) == []


@pytest.mark.parametrize(
    ("held", "may"),
    [
        (escort(), True), (escort(GOES + DAY, LANDS), False), (escort(GOES, LANDS - DAY), False),
        (escort(GOES - DAY, LANDS + DAY), True), (escort(feared=NO), False),
    ],
)  # fmt: skip
def test_who_goes_along_is_cleared_on_each_day(held, may):
    assert (shut(facts(escorts=[held])) == []) is may
    assert (shut(facts(family=[father()], escorts=[held])) == []) is may


def test_each_gate_has_a_sentence_of_its_own():
    said = [str(gates.may_clear(with_wrong([gate])).reason) for gate in ALONE]
    own = [words for words in said if words != "No."]
    assert len(set(own)) == len(own) == 9
    assert all(words.endswith(".") for words in own)


@pytest.mark.parametrize(
    ("she", "day", "may"),
    [
        (date(2009, 1, 1), GOES, True),
        (date(2000, 1, 1), GOES, False),
        # On the day that counts, and not on the day of travel.
        (date(2005, 3, 20), GOES - DAY, True),
        (date(2005, 3, 20), date(2026, 3, 20), False),
    ],
)
def test_who_may_come_is_asked_of_her_age_on_the_day_that_counts(she, day, may):
    mother = father(pk=3, number=9, kin="parent")
    held = facts(family=[mother], she=Born.on(she), counts_on=day)
    assert (Gate.ENTITLED not in shut(held)) is may
