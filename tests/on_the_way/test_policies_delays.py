"""How long each stretch took, and what became of those that are not done."""

from datetime import UTC, date, datetime, timedelta

import pytest

from amparo.journeys.enums import Side, StepKind
from amparo.journeys.enums.delays import Came, Stretch
from amparo.journeys.policies import thread
from amparo.journeys.policies.delays import FEWEST, Span, delays, spans
from amparo.journeys.policies.thread import Said

DAY = timedelta(days=1)
BEGIN = date(2026, 3, 2)
HERE, THERE = Side.SENDING, Side.RECEIVING
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def said(side, number, kind, day, **facts):
    return Said(side, number, kind, BEGIN + day * DAY, MOMENT, facts)


def asked(number=1, day=0):
    return said(HERE, number, StepKind.REQUEST, day)


def answered(number=1, day=4, to=1, says="yes"):
    return said(THERE, number, StepKind.ANSWER, day, answers=to, says=says)


def cleared(day=9):
    return said(HERE, 7, StepKind.CLEARED, day, relatives=[1])


def left(day=10, side=HERE):
    return said(side, 8, StepKind.DEPARTURE, day)


def there(day=11):
    return said(THERE, 8, StepKind.ARRIVAL, day)


def visited(day=40, number=9):
    return said(THERE, number, StepKind.VISIT, day)


def closed(day=200):
    return said(THERE, 11, StepKind.CLOSURE, day)


def off(day=5, side=HERE):
    return said(side, 12, StepKind.CALLED_OFF, day)


# What was said, and of each stretch what became of it and how long, on the twentieth day.
STORIES = {
    "nothing": ([], []),
    "asked": ([asked()], ["answer waits 20"]),
    "asked tomorrow, by their clock": ([asked(day=21)], ["answer waits 0"]),
    "a no": ([asked(), answered(says="no")], ["answer done 4"]),
    "asked anew": ([asked(), asked(2, 3)], ["answer left 0", "answer waits 17"]),
    "answered twice": (
        [asked(), answered(), answered(2, 9)], ["answer done 4", "leaving waits 11"],
    ),
    "a yes": ([asked(), answered()], ["answer done 4", "leaving waits 16"]),
    "a yes, and asked anew": (
        [asked(), answered(), asked(2, 6)], ["answer done 4", "answer waits 14", "leaving left 0"],
    ),
    "left": (
        [asked(), answered(), left()], ["answer done 4", "leaving done 6", "arrival waits 10"],
    ),
    "left, and asked anew": (
        [asked(), answered(), left(), asked(9, 12)],
        ["answer done 4", "answer left 0", "leaving done 6", "arrival waits 10"],
    ),
    "there": (
        [asked(), answered(), left(), there()],
        ["answer done 4", "leaving done 6", "arrival done 1", "visit waits 9", "closure waits 9"],
    ),
    "at the door": (
        [asked(), answered(), there()],
        ["answer done 4", "leaving left 0", "visit waits 9", "closure waits 9"],
    ),
    "at the door, unanswered": (
        [asked(), there()], ["answer left 0", "visit waits 9", "closure waits 9"],
    ),
    "visited twice": (
        [asked(), answered(), left(), there(), visited(), visited(90, 10)],
        ["answer done 4", "leaving done 6", "arrival done 1", "visit done 29", "closure waits 9"],
    ),
    "closed": (
        [asked(), answered(), left(), there(), visited(), closed()],
        ["answer done 4", "leaving done 6", "arrival done 1", "visit done 29", "closure done 189"],
    ),
    "closed, unvisited": (
        [asked(), answered(), left(), there(), closed()],
        ["answer done 4", "leaving done 6", "arrival done 1", "visit left 0", "closure done 189"],
    ),
    "called off": ([asked(), off()], ["answer left 0"]),
    "called off after the yes": ([asked(), answered(), off()], ["answer done 4", "leaving left 0"]),
    "called off on her way": (
        [asked(), answered(), left(), off(side=THERE)],
        ["answer done 4", "leaving done 6", "arrival left 0"],
    ),
    "off, and there": (
        [asked(), answered(), left(), there(), off()],
        ["answer done 4", "leaving done 6", "arrival done 1", "visit left 0", "closure left 0"],
    ),
    # Midnight lies elsewhere: a day before may be the same. Two days before is a wrong day.
    "the same night": ([asked(day=4), answered(day=3)], ["answer done 0", "leaving waits 17"]),
    "a wrong day": ([asked(day=4), answered(day=2)], ["answer odd 0", "leaving waits 18"]),
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_what_became_of_each_stretch(name):
    held, wanted = STORIES[name]
    for order in (held, held[::-1]):
        found = spans(order, on=BEGIN + 20 * DAY, pathway="return")
        assert sorted(f"{each.stretch} {each.came} {each.days}" for each in found) == sorted(wanted)


FAMILIES = {
    "a yes": ([asked(), answered()], ["answer done 4", "papers waits 16"]),
    "cleared": (
        [asked(), answered(), cleared()], ["answer done 4", "papers done 5", "leaving waits 11"],
    ),
    "cleared, and asked anew": (
        [asked(), answered(), cleared(), asked(9, 12)],
        ["answer done 4", "answer waits 8", "papers left 0"],
    ),
    "left": (
        [asked(), answered(), cleared(), left(side=THERE)],
        ["answer done 4", "papers done 5", "leaving done 1", "arrival waits 10"],
    ),
    "left on a yes alone": (
        [asked(), answered(), left(side=THERE)],
        ["answer done 4", "papers left 0", "arrival waits 10"],
    ),
    "called off": (
        [asked(), answered(), off()], ["answer done 4", "papers left 0"],
    ),
    "cleared, and called off": (
        [asked(), answered(), cleared(), off()],
        ["answer done 4", "papers done 5", "leaving left 0"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_waits_for_its_papers_before_it_may_leave(name):
    held, wanted = FAMILIES[name]
    for order in (held, held[::-1]):
        found = spans(order, on=BEGIN + 20 * DAY, pathway="family")
        assert sorted(f"{each.stretch} {each.came} {each.days}" for each in found) == sorted(wanted)


def test_each_stretch_begins_on_the_day_of_the_word_that_began_it():
    held = [asked(day=1), answered(), left(), there(), asked(2, 12)]
    told = spans(held, on=BEGIN + 20 * DAY, pathway="return")
    found = {(each.stretch, each.came): each.since for each in told}
    assert {key: (each - BEGIN).days for key, each in found.items()} == {
        (Stretch.ANSWER, Came.DONE): 1,
        (Stretch.ANSWER, Came.LEFT): 12,
        (Stretch.LEAVING, Came.DONE): 4,
        (Stretch.ARRIVAL, Came.DONE): 10,
        (Stretch.VISIT, Came.WAITS): 11,
        (Stretch.CLOSURE, Came.WAITS): 11,
    }
    wrong = [asked(day=4), answered(day=2, says="no")]
    (odd,) = spans(wrong, on=BEGIN + 20 * DAY, pathway="return")
    assert (odd.came, odd.since) == (Came.ODD, BEGIN + 4 * DAY)


def test_long_waits_and_a_median_are_told_together():
    found = of_answers([*done(1, 2, 3, 4, 5, 3), *waits(1, 2, 3, 50, 4)])
    assert (found.middle, found.longest) == (3, 50)


def done(*days, stretch=Stretch.ANSWER):
    return [Span(stretch, Came.DONE, BEGIN, each) for each in days]


def waits(*days):
    return [Span(Stretch.ANSWER, Came.WAITS, BEGIN, each) for each in days]


def of_answers(found):
    return next(each for each in delays(found) if each.stretch == Stretch.ANSWER)


def test_a_median_stands_on_five_and_never_on_four():
    assert FEWEST == 5
    few, enough = of_answers(done(1, 2, 3, 4)), of_answers(done(1, 2, 3, 4, 90))
    assert (few.done, few.middle, few.low, few.high, few.too_few) == (4, None, None, None, True)
    assert (enough.done, enough.middle, enough.too_few) == (5, 3, False)
    assert (enough.low, enough.high) == (2, 4)
    assert of_answers(done(1, 2, 3, 4, 5, 6)).middle == 3.5


def test_who_waits_is_counted_and_is_neither_zero_nor_done():
    found = of_answers([*done(1, 2, 3, 4, 5), *waits(100)])
    assert (found.done, found.waits, found.every, found.middle) == (5, 1, 6, 3)
    assert found.longest is None
    assert of_answers(waits(1, 2, 3, 4)).longest is None
    assert of_answers(waits(1, 2, 3, 50, 4)).longest == 50


def test_no_median_is_told_where_as_many_wait_as_are_done():
    known = done(1, 2, 3, 4, 90, 5)
    fewer, equal = of_answers([*known, *waits(*[9] * 5)]), of_answers([*known, *waits(*[9] * 6)])
    assert (fewer.middle, fewer.low, fewer.high) == (3.5, 2, 5)
    assert (fewer.too_few, fewer.more_wait) == (False, False)
    assert (equal.middle, equal.low, equal.high) == (None, None, None)
    assert (equal.too_few, equal.more_wait) == (False, True)
    assert (equal.done, equal.waits, equal.longest) == (6, 6, 9)


def test_every_stretch_stands_there_also_where_nobody_went():
    found = delays(done(3, stretch=Stretch.VISIT))
    assert [each.stretch for each in found] == list(Stretch)
    assert [each.every for each in found] == [each == Stretch.VISIT for each in Stretch]


def test_nobody_is_dropped():
    came = [Span(Stretch.VISIT, each, BEGIN, 2) for each in Came]
    found = next(each for each in delays(came) if each.stretch == Stretch.VISIT)
    assert (found.done, found.waits, found.left, found.odd, found.every) == (1, 1, 1, 1, 4)


def test_each_word_is_said_by_one_end():
    assert thread.who_says(StepKind.ANSWER, pathway="return") == THERE
    assert thread.who_says(StepKind.DEPARTURE, pathway="return") == HERE
    assert thread.who_says(StepKind.ANSWER, pathway="family") == THERE
    assert thread.who_says(StepKind.DEPARTURE, pathway="family") == THERE
