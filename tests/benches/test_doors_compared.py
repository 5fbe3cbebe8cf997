"""What the clock tells of two sorts of answers: shown to be alike, or not shown."""

from random import Random

import pytest

from benches.doors import (
    ASKED,
    BOUND,
    FARTHEST,
    SORTS,
    compared,
    farthest,
    in_turn,
    judged,
    least_seen,
    read,
    slower,
)

pytest.importorskip("scipy")


def times(seed, *, number=400, more=0.0):
    chance = Random(seed)
    return [chance.gauss(0.080 + more, 0.010) for _ in range(number)]


def test_a_shift_is_told_in_milliseconds_with_its_interval():
    ms, low, high = slower(times(1, more=0.005), times(2))
    assert low < 5 < high
    assert low < ms < high
    assert low > 0
    ms, low, high = slower(times(3), times(4))
    assert low < 0 < high


def test_too_few_requests_show_nothing_to_be_alike():
    effect, half, *_ = compared(times(1, number=60), times(2, number=60))
    assert abs(effect) + half > BOUND
    assert least_seen(60, 60) > BOUND


def test_the_requests_of_a_whole_run_show_half_of_the_bound():
    assert least_seen(2500, 2500) == pytest.approx(0.0315, abs=0.0005)
    effect, half, *_ = compared(times(1, number=2500), times(2, number=2500))
    assert abs(effect) + half < BOUND
    effect, half, *_ = compared(times(1, number=2500, more=0.0025), times(2, number=2500))
    assert abs(effect) + half > BOUND


def test_what_is_as_long_on_the_whole_but_not_in_its_ends_is_told_too():
    """Half a bit faster and half a bit slower: the chance to be longer stays one half."""
    chance = Random(5)
    split = [each + chance.choice([-0.008, 0.008]) for each in times(6, number=2500)]
    effect, half, *_ = compared(split, times(7, number=2500))
    assert abs(effect) + half < BOUND
    assert sum(farthest(split, times(7, number=2500))) > FARTHEST
    assert sum(farthest(times(6, number=2500), times(7, number=2500))) < FARTHEST
    # A hundred prove nothing.
    assert sum(farthest(times(8, number=100), times(9, number=100))) > FARTHEST


def test_every_id_is_asked_once_before_any_is_asked_again():
    turn = in_turn(list(range(250)), Random(3))
    first, second = ([next(turn) for _ in range(250)] for _ in range(2))
    assert sorted(first) == sorted(second) == list(range(250))
    assert first != second


def answers(*bodies):
    said = dict(zip(SORTS, bodies, strict=True))
    return {
        "took": {(what, sort): times(1) for what, sorts in ASKED.items() for sort in sorts},
        "said": {
            (what, sort): {(404, read(said[sort], "x"))}
            for what, sorts in ASKED.items()
            for sort in sorts
        },
    }


def test_other_words_of_the_same_length_are_another_answer():
    alike = judged(answers(b"none", b"none", b"none", b"none"))
    assert [goal.reached for goal in alike if "different answers" in goal.name] == [True, True]
    other = judged(answers(b"none", b"some", b"none", b"none"))
    assert not any(goal.reached for goal in other if "different answers" in goal.name)
    assert "a colleague's" in SORTS
    assert sum("against" in goal.name for goal in alike if goal.name.startswith("ids")) == 12
