"""What two offices said of a journey, however it crossed: the same follows at both ends."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amparo.journeys.enums import SAYS, JourneyState, Riddle, Side, StepKind
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
    "turned back": ([REQUEST, YES, LEFT, OFF], JourneyState.CALLED_OFF, ""),
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


def test_no_end_speaks_for_the_other():
    assert SAYS[HERE] & SAYS[THERE] == {StepKind.CALLED_OFF}
    assert SAYS[HERE] | SAYS[THERE] == set(StepKind)
