"""What two offices said of a journey, however it crossed: the same follows at both ends."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amparo.journeys.enums import SAYS, JourneyState, Pathway, Riddle, Side, StepKind
from amparo.journeys.policies import thread
from amparo.journeys.policies.thread import Said, standing

DAY = date(2026, 11, 2)
MOMENT = datetime(2026, 11, 2, 9, tzinfo=UTC)
HERE, THERE = Side.SENDING, Side.RECEIVING


def said(side, number, kind, **facts):
    return Said(side, number, kind, DAY, MOMENT + timedelta(hours=number), facts)


REQUEST = said(HERE, 1, StepKind.REQUEST)
AGAIN = said(HERE, 2, StepKind.REQUEST)
LEFT = said(HERE, 3, StepKind.DEPARTURE)
OFF = said(HERE, 4, StepKind.CALLED_OFF)
YES = said(THERE, 1, StepKind.ANSWER, answers=1, says="yes")
NO = said(THERE, 2, StepKind.ANSWER, answers=1, says="no")
YES_AGAIN = said(THERE, 3, StepKind.ANSWER, answers=2, says="yes")
ARRIVED = said(THERE, 4, StepKind.ARRIVAL)
VISIT = said(THERE, 5, StepKind.VISIT)
CLOSED = said(THERE, 6, StepKind.CLOSURE)
NOBODY_COMES = said(THERE, 7, StepKind.CALLED_OFF)

ENDS = {
    "nothing": ([], JourneyState.PREPARING, ""),
    "asked": ([REQUEST], JourneyState.ASKED, ""),
    "yes": ([REQUEST, YES], JourneyState.AGREED, ""),
    "no after yes": ([REQUEST, YES, NO], JourneyState.REFUSED, ""),
    "asked again": ([REQUEST, YES, AGAIN], JourneyState.ASKED, ""),
    "asked again after no": ([REQUEST, NO, AGAIN], JourneyState.ASKED, ""),
    "yes to the second": ([REQUEST, NO, AGAIN, YES_AGAIN], JourneyState.AGREED, ""),
    "left": ([REQUEST, YES, LEFT], JourneyState.UNDER_WAY, ""),
    "arrived": ([REQUEST, YES, LEFT, ARRIVED], JourneyState.ARRIVED, ""),
    "visited": ([REQUEST, YES, LEFT, ARRIVED, VISIT], JourneyState.ARRIVED, ""),
    "closed": ([REQUEST, YES, LEFT, ARRIVED, VISIT, CLOSED], JourneyState.CLOSED, ""),
    "closed, never arrived": ([REQUEST, YES, LEFT, CLOSED], JourneyState.UNDER_WAY, ""),
    "called off": ([REQUEST, OFF], JourneyState.CALLED_OFF, ""),
    "called off there": ([REQUEST, YES, NOBODY_COMES], JourneyState.CALLED_OFF, ""),
    "off, and on the road": (
        [REQUEST, YES, LEFT, OFF], JourneyState.CALLED_OFF, Riddle.CALLED_OFF_LEFT,
    ),
    "at the door": (
        [REQUEST, YES, ARRIVED], JourneyState.ARRIVED, Riddle.ARRIVED_UNDEPARTED,
    ),
    "off and arrived": (
        [REQUEST, YES, LEFT, ARRIVED, OFF], JourneyState.CALLED_OFF, Riddle.CALLED_OFF_ARRIVED,
    ),
    "to nobody": ([REQUEST, LEFT], JourneyState.ASKED, Riddle.DEPARTED_UNAGREED),
    "after a no": ([REQUEST, NO, LEFT], JourneyState.REFUSED, Riddle.DEPARTED_UNAGREED),
    "arrived unasked": ([ARRIVED], JourneyState.PREPARING, Riddle.ARRIVED_UNAGREED),
    "arrived after a no": (
        [REQUEST, NO, LEFT, ARRIVED], JourneyState.REFUSED, Riddle.ARRIVED_UNAGREED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
def test_how_far_it_is_follows_from_what_was_said(name):
    held, state, riddle = ENDS[name]
    for order in permutations(held) if len(held) < 6 else [held, held[::-1]]:
        assert standing(order) == thread.Standing(state, riddle)


def test_an_answer_to_an_earlier_question_answers_nothing():
    late = said(THERE, 4, StepKind.ANSWER, answers=1, says="yes")
    assert thread.answer_to(AGAIN, [REQUEST, AGAIN, YES, late]) is None
    assert thread.answer_to(REQUEST, [late, NO, YES]) == late
    assert thread.answer_to(None, [YES]) is None
    assert thread.last_request([REQUEST, AGAIN, LEFT]) == AGAIN
    assert thread.last_request([YES]) is None


STORY = [REQUEST, AGAIN, LEFT, OFF, YES, NO, YES_AGAIN, ARRIVED, VISIT, CLOSED]


@given(st.permutations(STORY), st.integers(0, len(STORY)))
def test_it_never_depends_on_the_order_in_which_it_came(order, so_many):
    held = order[:so_many]
    assert standing(held) == standing(sorted(held, key=STORY.index))
    assert standing([*held, *held]) == standing(held)


def test_every_word_of_a_step_is_in_its_digest():
    held = said(HERE, 1, StepKind.REQUEST, country="GT")
    other = [
        Said(THERE, 1, held.kind, held.day, held.said_at, held.facts),
        Said(HERE, 2, held.kind, held.day, held.said_at, held.facts),
        Said(HERE, 1, StepKind.DEPARTURE, held.day, held.said_at, held.facts),
        Said(HERE, 1, held.kind, held.day + timedelta(days=1), held.said_at, held.facts),
        Said(HERE, 1, held.kind, held.day, held.said_at + timedelta(seconds=1), held.facts),
        Said(HERE, 1, held.kind, held.day, held.said_at, {"country": "HN"}),
    ]
    digests = {each.digest("a journey") for each in [held, *other]} | {held.digest("another")}
    assert len(digests) == len(other) + 2
    same = Said("sending", 1, "request", DAY, held.said_at, {"country": "GT"})
    assert same.digest("a journey") == held.digest("a journey")


def test_one_digest_of_everything_is_equal_at_both_ends_once_both_hold_all():
    lines = [("sending", 1, "aa"), ("sending", 2, "bb"), ("receiving", 1, "cc")]
    assert thread.whole(lines) == thread.whole(reversed(lines))
    assert len({thread.whole(lines[:n]) for n in range(4)}) == 4
    assert thread.whole([("sending", 1, "aa")]) != thread.whole([("receiving", 1, "aa")])


def test_each_end_knows_the_other():
    assert (thread.other(HERE), thread.other(THERE)) == (THERE, HERE)


@pytest.mark.parametrize("pathway", Pathway)
def test_no_end_speaks_for_the_other(pathway):
    here, there = SAYS[pathway][HERE], SAYS[pathway][THERE]
    assert here & there == {StepKind.CALLED_OFF}
    cleared = {StepKind.CLEARED} if pathway == Pathway.RETURN else set()
    assert here | there == set(StepKind) - cleared


def test_who_receives_says_that_they_arrived_and_who_begins_the_way_that_it_began():
    says = SAYS[Pathway.RETURN]
    assert StepKind.ARRIVAL in says[THERE]
    assert StepKind.DEPARTURE in says[HERE]
    says = SAYS[Pathway.FAMILY]
    assert StepKind.ARRIVAL in says[HERE]
    assert StepKind.DEPARTURE in says[THERE]
    for pathway in Pathway:
        assert StepKind.REQUEST in SAYS[pathway][HERE]
        assert StepKind.ANSWER in SAYS[pathway][THERE]


# A family that comes to her: her office clears, the other one accompanies them to the way.

FAMILY_ASKED = said(HERE, 1, StepKind.REQUEST)
FAMILY_YES = said(THERE, 1, StepKind.ANSWER, answers=1, says="yes")
CLEARED = said(HERE, 2, StepKind.CLEARED, relatives=[1, 2])
FAMILY_AGAIN = said(HERE, 3, StepKind.REQUEST)
YES_TO_AGAIN = said(THERE, 2, StepKind.ANSWER, answers=3, says="yes")
NO_AT_LAST = said(THERE, 3, StepKind.ANSWER, answers=1, says="no")
CLEARED_AGAIN = said(HERE, 4, StepKind.CLEARED, relatives=[1])
THEY_LEFT = said(THERE, 4, StepKind.DEPARTURE, relatives=[1, 2])
ALL_CAME = said(HERE, 5, StepKind.ARRIVAL, relatives=[1, 2])
ONE_CAME = said(HERE, 5, StepKind.ARRIVAL, relatives=[2])
ENDED = said(HERE, 6, StepKind.CLOSURE)
WAY = [FAMILY_ASKED, FAMILY_YES, CLEARED, THEY_LEFT]


def asked_for(number=1, **grown):
    """Of each: grown or not, and the number."""
    rows = [{"number": each, "grown": age} for age, each in grown.items()]
    return said(HERE, number, StepKind.REQUEST, relatives=rows)


def left_with(*relatives, number=4):
    return said(THERE, number, StepKind.DEPARTURE, relatives=list(relatives))


FAMILY_ENDS = {
    "yes": (WAY[:2], JourneyState.AGREED, ""),
    "cleared": (WAY[:3], JourneyState.CLEARED, ""),
    "cleared, then a no": ([*WAY[:3], NO_AT_LAST], JourneyState.REFUSED, ""),
    "asked anew": ([*WAY[:3], FAMILY_AGAIN], JourneyState.ASKED, ""),
    "agreed anew": ([*WAY[:3], FAMILY_AGAIN, YES_TO_AGAIN], JourneyState.AGREED, ""),
    "cleared anew": (
        [*WAY[:3], FAMILY_AGAIN, YES_TO_AGAIN, CLEARED_AGAIN], JourneyState.CLEARED, "",
    ),
    "cleared and never answered": ([FAMILY_ASKED, CLEARED], JourneyState.ASKED, ""),
    "left": (WAY, JourneyState.UNDER_WAY, ""),
    "left on a word that was taken back": ([*WAY, FAMILY_AGAIN], JourneyState.UNDER_WAY, ""),
    "left on a yes alone": (
        [FAMILY_ASKED, FAMILY_YES, THEY_LEFT], JourneyState.AGREED, Riddle.DEPARTED_UNCLEARED,
    ),
    "one left who was not cleared": (
        [FAMILY_ASKED, FAMILY_YES, said(HERE, 2, StepKind.CLEARED, relatives=[1]), THEY_LEFT],
        JourneyState.CLEARED, Riddle.DEPARTED_UNCLEARED,
    ),
    "left, and nobody said yes": (
        [FAMILY_ASKED, CLEARED, THEY_LEFT], JourneyState.ASKED, Riddle.DEPARTED_UNAGREED,
    ),
    "arrived": ([*WAY, ALL_CAME], JourneyState.ARRIVED, ""),
    "one is missing": ([*WAY, ONE_CAME], JourneyState.ARRIVED, Riddle.NOT_ALL_ARRIVED),
    "she came later": ([*WAY, ONE_CAME, ALL_CAME], JourneyState.ARRIVED, ""),
    "nobody said that they left": (
        [*WAY[:3], ALL_CAME], JourneyState.ARRIVED, Riddle.ARRIVED_UNDEPARTED,
    ),
    "ended": ([*WAY, ALL_CAME, ENDED], JourneyState.CLOSED, ""),
    "off": ([*WAY[:3], OFF], JourneyState.CALLED_OFF, ""),
    "off, and on the road": ([*WAY, OFF], JourneyState.CALLED_OFF, Riddle.CALLED_OFF_LEFT),
    "off, and all came": (
        [*WAY, ALL_CAME, OFF], JourneyState.CALLED_OFF, Riddle.CALLED_OFF_ARRIVED,
    ),
    "off, and one is on the road": (
        [*WAY, ONE_CAME, OFF], JourneyState.CALLED_OFF, Riddle.CALLED_OFF_LEFT,
    ),
    "the child left alone": (
        [asked_for(adult=1, child=2), FAMILY_YES, CLEARED, left_with(2)],
        JourneyState.UNDER_WAY, Riddle.CHILD_ALONE,
    ),
    "the child left after her": (
        [asked_for(adult=1, child=2), FAMILY_YES, CLEARED, left_with(1), left_with(2, number=5)],
        JourneyState.UNDER_WAY, Riddle.CHILD_ALONE,
    ),
    "who may be a child left alone": (
        [asked_for(adult=1, unknown=2), FAMILY_YES, CLEARED, left_with(2)],
        JourneyState.UNDER_WAY, Riddle.CHILD_ALONE,
    ),
    "the child left with her": (
        [asked_for(adult=1, child=2), FAMILY_YES, CLEARED, left_with(1, 2)],
        JourneyState.UNDER_WAY, "",
    ),
    "the child comes later": (
        [asked_for(adult=1, child=2), FAMILY_YES, CLEARED, left_with(1)],
        JourneyState.UNDER_WAY, "",
    ),
    "the child was asked for anew, alone": (
        [
            asked_for(adult=1, child=2), FAMILY_YES, CLEARED, asked_for(3, child=2), YES_TO_AGAIN,
            said(HERE, 4, StepKind.CLEARED, relatives=[2]), left_with(2),
        ],
        JourneyState.UNDER_WAY, "",
    ),
    # Her office cleared somebody who goes along; here nobody knows who.
    "children whom somebody takes along": (
        [asked_for(child=1, unknown=2), FAMILY_YES, CLEARED, left_with(1, 2)],
        JourneyState.UNDER_WAY, "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAMILY_ENDS)
def test_how_far_a_family_is_follows_from_what_was_said(name):
    held, state, riddle = FAMILY_ENDS[name]
    for order in permutations(held) if len(held) < 6 else [held, held[::-1]]:
        assert standing(order) == thread.Standing(state, riddle)


FAMILY_STORY = [*WAY, FAMILY_AGAIN, YES_TO_AGAIN, NO_AT_LAST, CLEARED_AGAIN, ONE_CAME, ENDED, OFF]


@given(st.permutations(FAMILY_STORY), st.integers(0, len(FAMILY_STORY)))
def test_a_family_is_as_far_in_whichever_order_it_came(order, so_many):
    held = order[:so_many]
    assert standing(held) == standing(sorted(held, key=FAMILY_STORY.index))
    assert standing([*held, *held]) == standing(held)


def test_of_each_age_what_was_said_last_counts():
    asked = [asked_for(unknown=1, child=2), asked_for(3, adult=1)]
    for held in (asked, asked[::-1]):
        assert thread.grown_of([*held, CLEARED]) == {1: "adult", 2: "child"}
        assert thread.first_request([CLEARED, *held]) == asked[0]
    assert thread.first_request([CLEARED]) is None


def test_a_clearance_holds_for_what_was_asked_last():
    assert thread.last_clearance([]) is None
    assert thread.last_clearance([CLEARED]) is None
    assert thread.last_clearance([FAMILY_ASKED, CLEARED]) == CLEARED
    assert thread.last_clearance([FAMILY_ASKED, CLEARED, FAMILY_AGAIN]) is None
    held = [FAMILY_ASKED, CLEARED, FAMILY_AGAIN, CLEARED_AGAIN]
    assert thread.last_clearance(held) == CLEARED_AGAIN
    same = [FAMILY_ASKED, said(HERE, 1, StepKind.CLEARED, relatives=[1])]
    assert thread.last_clearance(same) is None


def test_the_fingerprints_are_those_of_every_version():
    """Each end reckons them for itself, perhaps years apart: what is reckoned never changes."""
    one = Said(THERE, 2, StepKind.ANSWER, DAY, MOMENT, {"says": "sí", "answers": 1, "host": "x"})
    reckoned = "002c0d0ec3aa174ab80403b1e3a755d808914adad650d63b84492e0e1b071ffb"
    assert one.digest("f" * 32) == reckoned
    other = Said(THERE, 2, StepKind.ANSWER, DAY, MOMENT, {"host": "x", "answers": 1, "says": "sí"})
    assert other.digest("f" * 32) == one.digest("f" * 32)
    held = [("sending", 2, "b" * 64), ("sending", 1, "a" * 64), ("receiving", 1, "c" * 64)]
    assert thread.whole(held) == "c08d7bc9ab27a69ca701958ac9fd4070ae1de51a408e57b9418afbfc4b3a47ab"


def test_what_says_no_facts_has_none_of_its_own():
    one, other = (Said(THERE, 1, StepKind.ARRIVAL, DAY, MOMENT) for _ in range(2))
    assert one.facts == {}
    assert one.facts is not other.facts
    nothing = Said(THERE, 1, StepKind.ARRIVAL, DAY, MOMENT, {})
    assert one.digest("f" * 32) == nothing.digest("f" * 32)


def test_who_arrived_before_she_set_out_is_a_riddle():
    def on(side, number, kind, later):
        return Said(side, number, kind, DAY + timedelta(days=later), MOMENT)

    left = on(HERE, 3, StepKind.DEPARTURE, 5)
    for later, riddle in (
        (-1, Riddle.ARRIVED_BEFORE),
        (4, Riddle.ARRIVED_BEFORE),
        (5, ""),
        (6, ""),
    ):
        arrived = on(THERE, 4, StepKind.ARRIVAL, later)
        for order in permutations([REQUEST, YES, left, arrived]):
            assert standing(order) == thread.Standing(JourneyState.ARRIVED, riddle)
        # A visit long after says nothing of the day on which she arrived.
        ended = standing([REQUEST, YES, left, arrived, on(THERE, 5, StepKind.VISIT, 90), CLOSED])
        assert ended == thread.Standing(JourneyState.CLOSED, riddle)


def test_only_what_does_not_go_together_is_a_riddle():
    for held, riddle in (
        ([REQUEST, OFF], ""), ([REQUEST, YES, LEFT, OFF], Riddle.CALLED_OFF_LEFT),
        ([REQUEST, YES, LEFT, ARRIVED, OFF], Riddle.CALLED_OFF_ARRIVED),
        ([REQUEST], ""), ([REQUEST, LEFT], Riddle.DEPARTED_UNAGREED),
        ([ARRIVED], Riddle.ARRIVED_UNAGREED),
        ([REQUEST, YES, ARRIVED], Riddle.ARRIVED_UNDEPARTED),
        ([REQUEST, YES, LEFT, ARRIVED], ""), ([REQUEST, YES, LEFT], ""),
    ):  # fmt: skip
        assert standing(held).riddle == riddle
    assert thread.Standing(JourneyState.ASKED).riddle == ""
