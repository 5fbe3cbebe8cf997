"""Which numbers of barriers are shown, and who writes and counts them: no database."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from amparo.agencies.roles import Permission
from amparo.assistance.policies import barriers
from amparo.assistance.policies.barriers import Gap, Gaps

TODAY = date(2026, 5, 4)
LISTS = {"kinds": ["no_place", "distance", "cost"], "services": ["Health", "Shelter"]}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@dataclass
class File:
    agency_id: UUID


@dataclass
class By:
    agency_id: UUID
    permissions: frozenset = frozenset()
    id: UUID = field(default_factory=uuid4)

    def may(self, permission):
        return permission in self.permissions


@dataclass
class Row:
    case: File
    recorded_by_id: UUID | None
    struck_at: date | None


OURS = uuid4()
WRITES = By(OURS, frozenset({Permission.RECORD_CASES}))
ANSWERS = By(OURS, frozenset({Permission.OPEN_AGENCY_CASES}))


def met(number, kind="distance", service="Health", first=0):
    return [(person, kind, service) for person in range(first, first + number)]


def shown(rows):
    return barriers.gaps(rows, **LISTS)


def test_who_writes_a_barrier_down():
    for day in (None, TODAY, TODAY - timedelta(days=1)):
        assert barriers.can_write(File(OURS), by=WRITES, met_on=day, today=TODAY)
    late = barriers.can_write(File(OURS), by=WRITES, met_on=TODAY + timedelta(days=1), today=TODAY)
    assert "once it did, not before" in late.reason
    foreign = barriers.can_write(File(uuid4()), by=WRITES, met_on=TODAY, today=TODAY)
    assert "Only the agency" in foreign.reason
    assert "Your role" in barriers.can_write(
        File(OURS), by=ANSWERS, met_on=TODAY, today=TODAY
    ).reason  # fmt: skip


def test_who_corrects_a_barrier():
    def answer(by, *, wrote=None, file=OURS, struck=None, day=TODAY):
        row = Row(File(file), wrote, struck)
        return barriers.can_correct(row, by=by, met_on=day, today=TODAY)

    both = By(OURS, WRITES.permissions | ANSWERS.permissions)
    assert answer(WRITES, wrote=WRITES.id)
    assert answer(WRITES, wrote=WRITES.id, day=None)
    assert answer(both, wrote=uuid4())
    assert "Whoever wrote this down" in answer(WRITES, wrote=uuid4()).reason
    assert "Your role" in answer(ANSWERS, wrote=ANSWERS.id).reason
    assert "Only the agency" in answer(both, wrote=both.id, file=uuid4()).reason
    ahead = answer(WRITES, wrote=WRITES.id, day=TODAY + timedelta(days=1))
    assert "once it did, not before" in ahead.reason
    assert "struck before" in answer(both, wrote=both.id, struck=TODAY).reason


def test_who_counts_them():
    assert barriers.can_count(by=ANSWERS)
    assert "Your role" in barriers.can_count(by=WRITES).reason


def test_four_people_are_not_shown_and_five_are():
    assert shown(met(4)) == Gaps()
    gap = Gap("distance", 5, ("Health",))
    assert shown(met(5)) == Gaps([gap], [Gap("Health", 5, ("distance",))])


def test_nobody_looks_like_four():
    assert shown([]) == shown(met(4))


def test_a_person_counts_once_however_often_she_met_it():
    assert shown(met(4) + met(4) + met(1)) == Gaps()
    assert shown(met(5) * 3).kinds == [Gap("distance", 5, ("Health",))]


def test_a_pair_is_named_only_from_five_on_and_never_with_its_number():
    # Five at the hospital and four at the shelter: the four are not what is left of nine.
    found = shown(met(5) + met(4, service="Shelter", first=5))
    assert found.kinds == [Gap("distance", 5, ("Health",))]
    assert found.services == [Gap("Health", 5, ("distance",))]


def test_many_pairs_of_few_make_a_number_that_names_none():
    found = shown(met(3) + met(3, service="Shelter", first=3))
    assert found == Gaps([Gap("distance", 5)], [])
    found = shown(met(3) + met(3, kind="cost", first=3))
    assert found == Gaps([], [Gap("Health", 5)])


def test_one_more_is_not_seen_until_there_are_five_more():
    for more in range(5, 10):
        assert shown(met(more)) == shown(met(5))
    assert shown(met(10)).kinds == [Gap("distance", 10, ("Health",))]


def test_the_order_is_that_of_the_lists_and_tells_nothing():
    rows = met(9, kind="cost", service="Shelter") + met(6) + met(5, kind="no_place")
    found = shown(rows)
    assert [gap.code for gap in found.kinds] == ["no_place", "distance", "cost"]
    assert [gap.code for gap in found.services] == ["Health", "Shelter"]
    assert found.services[0].beside == ("no_place", "distance")


def test_counted_is_to_the_end_of_the_last_whole_month():
    until = barriers.counted_until
    assert until(date(2026, 5, 1)) == until(date(2026, 5, 31)) == date(2026, 4, 30)
    assert until(date(2026, 1, 1)) == date(2025, 12, 31)


def test_there_is_no_total_to_take_from():
    assert set(vars(Gaps())) == {"kinds", "services"}
