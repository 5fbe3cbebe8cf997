"""How much may come in by the public page at once, and how soon there is room again."""

from datetime import UTC, datetime, timedelta

import pytest

from amparo.cases.policies import tips as policies
from amparo.cases.policies.tips import A_MINUTE, AT_ONCE, LETTERS, Flow

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_whoever_comes_first_finds_all_the_room():
    assert Flow().now(NOON) == Flow(AT_ONCE, NOON)


def test_what_is_full_has_no_room_at_its_first_moment():
    assert Flow(0).now(NOON) == Flow(0, NOON)


@pytest.mark.parametrize(
    ("seconds", "room"), [(0, 0), (6, 1), (60, A_MINUTE), (3600, AT_ONCE), (-60, 0)]
)
def test_each_minute_makes_room_and_never_more_than_there_was(seconds, room):
    flow = Flow(0, NOON).now(NOON + timedelta(seconds=seconds))
    assert flow.room == pytest.approx(room)
    assert flow.at == NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("letters", "weight"),
    [(0, 1), (1, 1), (LETTERS, 1), (LETTERS + 1, 2), (2 * LETTERS, 2), (2 * LETTERS + 1, 3)],
)
def test_a_long_message_counts_for_several(letters, weight):
    text = "x" * letters
    assert policies.weight(text) == weight
    assert Flow(5, NOON).after(text) == Flow(5 - weight, NOON)


def test_it_comes_in_while_there_is_room():
    assert policies.can_come_in(Flow(1, NOON), "x")
    assert not policies.can_come_in(Flow(0.9, NOON), "x")
    assert not policies.can_come_in(Flow(1, NOON), "x" * (LETTERS + 1))
    assert policies.can_come_in(Flow(2, NOON), "x" * (LETTERS + 1))


def test_the_longest_message_fits_into_an_empty_hour():
    assert policies.can_come_in(Flow(AT_ONCE, NOON), "x" * LETTERS * (AT_ONCE + 5))


def test_only_while_somebody_is_on_duty():
    assert policies.can_take(is_covered=True)
    assert not policies.can_take(is_covered=False)
