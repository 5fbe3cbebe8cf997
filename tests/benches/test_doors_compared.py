"""What the clock tells of two sorts of answers: shown to be alike, or not shown."""

from random import Random

import pytest

from benches.doors import BOUND, compared, least_seen, slower

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
