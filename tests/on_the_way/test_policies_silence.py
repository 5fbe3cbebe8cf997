"""Which word is owed, by whom, since when; and from which day on it is late."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amparo.journeys.enums import Side, StepKind, words_of
from amparo.journeys.enums.silence import (
    FAMILY_NAMES,
    THEY_OWE,
    THEY_OWE_OF_A_FAMILY,
    WE_OWE,
    WE_OWE_OF_A_FAMILY,
    Word,
)
from amparo.journeys.models import Awaited, Journey
from amparo.journeys.policies import silence, thread
from amparo.journeys.policies.silence import File, is_let_be
from amparo.journeys.policies.thread import Said

# A Monday.
MONDAY = date(2026, 11, 2)
DAY = timedelta(days=1)
HERE, THERE = Side.SENDING, Side.RECEIVING
UNTIL, EXPECTED = MONDAY + 20 * DAY, MONDAY + 9 * DAY


def said(side, number, kind, day=MONDAY, **facts):
    moment = datetime(2026, 11, 2, 9, tzinfo=UTC)
    return Said(side, number, kind, day, moment, facts)


def owed(held, *, pathway="return", **more):
    return silence.owed(held, pathway=pathway, **more)


REQUEST = said(HERE, 1, StepKind.REQUEST, until=UNTIL.isoformat())
YES = said(THERE, 1, StepKind.ANSWER, MONDAY + DAY, answers=1, says="yes")
NO = said(THERE, 1, StepKind.ANSWER, MONDAY + DAY, answers=1, says="no")
AGAIN = said(HERE, 2, StepKind.REQUEST, MONDAY + 2 * DAY, until=UNTIL.isoformat())
LEFT = said(HERE, 2, StepKind.DEPARTURE, MONDAY + 8 * DAY, expected=EXPECTED.isoformat())
THERE_NOW = said(THERE, 2, StepKind.ARRIVAL, MONDAY + 9 * DAY)
VISIT = said(THERE, 3, StepKind.VISIT, MONDAY + 39 * DAY, month=1)
CLOSED = said(THERE, 4, StepKind.CLOSURE, MONDAY + 60 * DAY)
OFF = said(HERE, 2, StepKind.CALLED_OFF, MONDAY + 3 * DAY)
THEY_OFF = said(THERE, 2, StepKind.CALLED_OFF, MONDAY + 3 * DAY)

# What was said; which word is owed then, by whom, since when, late from, raised from.
STORY = {
    "nothing": ([], None),
    # Five working days: to the Monday after; twice as many: to the Monday after that.
    "asked": ([REQUEST], (Word.ANSWER, THERE, 0, 8, 15)),
    "no": ([REQUEST, NO], None),
    "asked again": ([REQUEST, NO, AGAIN], (Word.ANSWER, THERE, 2, 10, 17)),
    # The window ends on a Sunday; five working days after it is a Friday.
    "yes": ([REQUEST, YES], (Word.LEAVING, HERE, 20, 26, 33)),
    "left": ([REQUEST, YES, LEFT], (Word.ARRIVAL, THERE, 9, 10, 10)),
    "left on no yes": ([REQUEST, LEFT], (Word.ARRIVAL, THERE, 9, 10, 10)),
    "there": ([REQUEST, YES, LEFT, THERE_NOW], (Word.VISIT, THERE, 9, 47, 84)),
    "at the door": ([REQUEST, YES, THERE_NOW], (Word.VISIT, THERE, 9, 47, 84)),
    "visited": ([REQUEST, YES, LEFT, THERE_NOW, VISIT], None),
    "closed": ([REQUEST, YES, LEFT, THERE_NOW, VISIT, CLOSED], None),
    "closed, unvisited": ([REQUEST, YES, LEFT, THERE_NOW, CLOSED], None),
    "called off": ([REQUEST, OFF], None),
    # She is somewhere, all the same.
    "called off under way": ([REQUEST, YES, LEFT, THEY_OFF], (Word.ARRIVAL, THERE, 9, 10, 10)),
    "called off on arrival": ([REQUEST, YES, LEFT, THERE_NOW, THEY_OFF], None),
}


@pytest.mark.parametrize("ours", Side)
@pytest.mark.parametrize("name", STORY)
def test_what_is_owed_follows_from_what_was_said(name, ours):
    held, wanted = STORY[name]
    for order in (held, held[::-1]):
        found = owed(order, ours=ours)
        if wanted is None:
            assert found == []
            continue
        word, side, since, late, raised = wanted
        (one,) = found
        assert (one.word, one.side) == (word, side)
        days = (one.since, one.late_from, one.raise_from)
        assert days == (MONDAY + since * DAY, MONDAY + late * DAY, MONDAY + raised * DAY)


def test_where_they_say_twice_that_she_set_out_the_later_day_counts():
    again = said(HERE, 3, StepKind.DEPARTURE, expected=(EXPECTED + 2 * DAY).isoformat())
    for order in ([REQUEST, YES, LEFT, again], [again, LEFT, YES, REQUEST]):
        (one,) = owed(order, ours=HERE)
        assert one.since == EXPECTED + 2 * DAY


def test_it_is_late_on_its_day_and_not_the_day_before():
    (one,) = owed([REQUEST, YES, LEFT], ours=HERE)
    assert not one.is_late(EXPECTED)
    assert one.is_late(EXPECTED + DAY)
    assert one.is_late(EXPECTED + 2 * DAY)


def test_who_is_under_way_is_raised_on_the_very_day_and_nothing_else_is():
    at_once = {
        name: one.late_from == one.raise_from
        for name, (held, _wanted) in STORY.items()
        for one in owed(held, ours=HERE)
    }
    found = {name for name, found in at_once.items() if found}
    assert found == {"left", "left on no yes", "called off under way"}


# Files: whether what we said went, and came.


def file(number, made=0, left=None, came=False):
    went = None if left is None else MONDAY + left * DAY
    return File(number, MONDAY + made * DAY, went, came)


def words(held, ours=HERE, **more):
    return [(str(each.word), str(each.side)) for each in owed(held, ours=ours, **more)]


def days(held, word, **more):
    (one,) = [each for each in owed(held, ours=HERE, **more) if each.word == word]
    found = (one.since, one.late_from, one.raise_from)
    return tuple((each - MONDAY).days for each in found)


def test_a_file_that_lies_here_is_ours_to_send_and_nobody_owes_an_answer_to_it():
    assert words([REQUEST], files=[file(1)]) == [("file", "sending")]
    assert days([REQUEST], Word.FILE, files=[file(1)]) == (0, 2, 3)
    assert words([REQUEST], files=[file(1, left=0)]) == [("answer", "receiving")]
    assert words([REQUEST], files=[file(1, came=True)]) == [("answer", "receiving")]
    assert words([REQUEST], files=[file(1)], they_hold=1) == [("answer", "receiving")]


def test_a_later_file_takes_the_earlier_words_with_it():
    held = [REQUEST, NO, AGAIN]
    assert words(held, files=[file(1), file(2, made=2, left=2)]) == [("answer", "receiving")]
    assert words(held, files=[file(1, left=0), file(2, made=2)]) == [("file", "sending")]
    assert days(held, Word.FILE, files=[file(1, left=0), file(2, made=2)]) == (2, 4, 5)
    assert days(held, Word.FILE, files=[file(1), file(2, made=2)]) == (0, 2, 3)


def test_that_she_sets_out_leaves_this_house_at_once():
    held = [REQUEST, YES, LEFT]
    lying = [file(1, left=0, came=True), file(2, made=8)]
    assert days(held, Word.FILE, files=lying) == (8, 9, 9)
    assert sorted(words(held, files=lying)) == [("arrival", "receiving"), ("file", "sending")]


def test_nothing_tells_that_it_came_until_they_sign_or_say_so():
    held = [REQUEST, YES, LEFT]
    gone = [file(1, left=0), file(2, made=8, left=8)]
    assert ("notice", "receiving") in words(held, files=gone, they_hold=1)
    # Sent on a Tuesday: the next working day, and the one after.
    assert days(held, Word.NOTICE, files=gone, they_hold=1) == (8, 10, 11)
    for heard in ({"they_hold": 2}, {"they_hold": 0}):
        files = gone if heard["they_hold"] else [gone[0], file(2, made=8, left=8, came=True)]
        assert words(held, files=files, **heard) == [("arrival", "receiving")]
    # Both unheard: since the first of them.
    assert days(held, Word.NOTICE, files=gone)[0] == 0


def test_what_tells_of_no_travel_may_take_a_week_to_come():
    held = [REQUEST, YES, LEFT, THERE_NOW, VISIT]
    answered = [file(1, made=1, left=1)]
    found = [each for each in owed(held[:2], ours=THERE, files=answered) if each.word == "notice"]
    assert [(each.side, (each.late_from - MONDAY).days) for each in found] == [(HERE, 9)]


def test_the_answer_tells_that_the_request_came():
    assert words([REQUEST], files=[file(1, left=0)]) == [("answer", "receiving")]
    assert words([REQUEST, YES], files=[file(1, left=0)]) == [("leaving", "sending")]


def test_they_learn_that_it_is_called_off_or_somebody_waits_for_nobody():
    held = [REQUEST, OFF]
    assert words(held, files=[file(1), file(2, made=3)]) == [("file", "sending")]
    assert days(held, Word.FILE, files=[file(1), file(2, made=3)]) == (3, 4, 4)
    assert words(held, files=[file(2, made=3, left=3)]) == [("notice", "receiving")]
    assert words(held, files=[file(2, made=3, left=3)], they_hold=1) == [("notice", "receiving")]
    assert words(held, files=[file(2, made=3, left=3)], they_hold=2) == []
    assert words(held, files=[file(2, made=3, left=3, came=True)]) == []
    # Where no file could be sealed somebody called, and the first one was let go.
    assert words(held, files=[file(1)]) == []
    # They called it off: nothing of ours matters.
    assert words([REQUEST, THEY_OFF], files=[file(1), file(2)]) == []


def test_a_month_after_the_end_nothing_is_awaited_any_more():
    assert not is_let_be(None, on=MONDAY)
    assert not is_let_be(MONDAY - 31 * DAY, on=MONDAY)
    assert is_let_be(MONDAY - 32 * DAY, on=MONDAY)


def test_the_whole_account_of_an_end_is_asked_of_nobody():
    """A request and the end alone, both sent and neither acknowledged."""
    ended = said(HERE, 2, StepKind.CLOSURE, MONDAY + DAY)
    sent = [file(1, left=0), file(2, left=1)]
    assert "notice" not in {word for word, _side in words([REQUEST, ended], files=sent)}


def test_a_file_has_not_come_until_somebody_says_so():
    assert File(1, MONDAY, MONDAY).came is False


def test_the_end_is_sent_and_nobody_is_asked_whether_it_came():
    held = [REQUEST, YES, LEFT, THERE_NOW, VISIT, CLOSED]
    assert words(held, ours=THERE, files=[file(4, made=60)]) == [("file", "receiving")]
    assert words(held, ours=THERE, files=[file(4, made=60, left=60)]) == []
    assert words(held, ours=THERE, files=[file(3, made=39, left=39)]) == []


WHOLE = [
    REQUEST, YES, LEFT, THERE_NOW, VISIT, CLOSED,
    said(THERE, 7, StepKind.ANSWER, MONDAY + DAY, answers=1, says="no"),
    said(HERE, 8, StepKind.REQUEST, MONDAY + 2 * DAY, until=UNTIL.isoformat()),
    said(HERE, 9, StepKind.CALLED_OFF, MONDAY + 3 * DAY),
]  # fmt: skip
SOME = st.sets(st.integers(0, len(WHOLE) - 1)).map(lambda held: [WHOLE[at] for at in held])


@given(SOME, st.integers(-43200, 43200), st.sampled_from(list(Side)))
def test_a_clock_that_is_wrong_by_hours_changes_nothing(held, seconds, ours):
    moved = [
        Said(
            each.side, each.number, each.kind, each.day,
            each.said_at + timedelta(seconds=seconds), each.facts,
        )
        for each in held
    ]  # fmt: skip
    assert owed(moved, ours=ours) == owed(held, ours=ours)


@given(SOME, st.randoms())
def test_the_order_in_which_it_came_changes_nothing(held, order):
    mixed = held[:]
    order.shuffle(mixed)
    for ours in Side:
        assert owed(mixed, ours=ours) == owed(held, ours=ours)
        assert owed(held + held, ours=ours) == owed(held, ours=ours)


def test_each_word_is_told_at_the_end_that_waits_and_at_the_end_that_owes():
    assert set(WE_OWE) == set(Word) - {Word.NOTICE}
    assert set(THEY_OWE) == set(Word) - {Word.FILE}


def test_of_a_family_no_word_is_told_as_if_she_travelled():
    assert set(WE_OWE_OF_A_FAMILY) == set(WE_OWE)
    assert set(THEY_OWE_OF_A_FAMILY) == set(THEY_OWE)
    words = [words_of(word, pathway="family") for word in Word]
    for each in [*words, *WE_OWE_OF_A_FAMILY.values(), *THEY_OWE_OF_A_FAMILY.values()]:
        assert not re.search(r"\b(she|her)\b", str(each), re.IGNORECASE), each
    for word, words in FAMILY_NAMES.items():
        assert words_of(word, pathway="family") == words
        assert words_of(word, pathway="return") == word.label


@pytest.mark.parametrize("pathway", ["return", "family"])
@pytest.mark.parametrize("ours", list(Side))
def test_each_end_reads_the_words_of_its_way(pathway, ours):
    we, they = {
        "return": (WE_OWE, THEY_OWE), "family": (WE_OWE_OF_A_FAMILY, THEY_OWE_OF_A_FAMILY),
    }[pathway]  # fmt: skip
    journey = Journey(pathway=pathway, side=ours)
    for words, owed_by in ((we, ours), (they, thread.other(ours))):
        for word, said_so in words.items():
            held = Awaited(journey=journey, word=word, side=owed_by)
            assert held.words == said_so
            assert held.shown_word == words_of(word, pathway=pathway)


CLEAR = said(HERE, 2, StepKind.CLEARED, MONDAY + 2 * DAY, relatives=[1])
THEY_LEFT = said(
    THERE, 2, StepKind.DEPARTURE, MONDAY + 8 * DAY, relatives=[1], expected=EXPECTED.isoformat()
)
OF_A_FAMILY = {
    "asked": ([REQUEST], (Word.ANSWER, THERE)),
    # Papers take as long as authorities take.
    "yes": ([REQUEST, YES], None),
    "cleared": ([REQUEST, YES, CLEAR], (Word.LEAVING, THERE)),
    "left": ([REQUEST, YES, CLEAR, THEY_LEFT], (Word.ARRIVAL, HERE)),
}


def test_who_is_missing_of_a_family_is_awaited_whoever_else_arrived():
    both = said(
        THERE, 2, StepKind.DEPARTURE, MONDAY + 8 * DAY, relatives=[1, 2],
        expected=EXPECTED.isoformat(),
    )  # fmt: skip
    one = said(HERE, 3, StepKind.ARRIVAL, MONDAY + 9 * DAY, relatives=[1])
    other = said(HERE, 4, StepKind.ARRIVAL, MONDAY + 9 * DAY, relatives=[2])
    off = said(HERE, 5, StepKind.CALLED_OFF, MONDAY + 9 * DAY)
    held = [REQUEST, YES, CLEAR, both, one]
    found = [each.word for each in owed(held, ours=HERE, pathway="family")]
    assert found == [Word.ARRIVAL, Word.VISIT]
    found = [each.word for each in owed([*held, off], ours=HERE, pathway="family")]
    assert found == [Word.ARRIVAL]
    found = [each.word for each in owed([*held, other], ours=HERE, pathway="family")]
    assert found == [Word.VISIT]
    assert owed([*held, other, off], ours=HERE, pathway="family") == []


@pytest.mark.parametrize("name", OF_A_FAMILY)
def test_of_a_family_the_other_end_owes_each_word(name):
    held, wanted = OF_A_FAMILY[name]
    found = owed(held, ours=HERE, pathway="family")
    assert [(each.word, each.side) for each in found] == ([wanted] if wanted else [])
