"""Whatever stands or falls, by whichever way somebody comes: what the issue forbids never happens.

Each thing falls alone, and some together as they are drawn; in each of these worlds some ways are
tried. `make attack` draws three hundred and tries every way in each.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.on_the_way.any_world import OTHERWISE, Clock, World, apart, refused
from tests.on_the_way.ways_in import every, right_ways, tries

pytestmark = pytest.mark.django_db
ATTACK = bool(os.environ.get("AMPARO_TEST_ATTACK"))
ALL, SOME = 99, 99 if ATTACK else 2


@pytest.fixture
def a_world(crossing, monkeypatch):
    """`a_world(wrong)`, in which days pass until it ends; it leaves nothing behind."""

    def make(wrong):
        time = Clock(monkeypatch)
        return World(crossing, time, wrong)

    return make


def lives_through(world, way, chosen, number=SOME):
    """Prepared, announced, answered, ten days later: at each question some ways are tried, and the
    right one passes exactly when the issue says so. Returns how far it came."""
    world.prepare()
    tries(world, some(every(world, "departure", open_now=False), chosen, number))
    may = world.known.may_be_asked(world.today)
    if not asks(world, "request", way, may, chosen, number):
        return "not asked"
    world.answered()
    world.travels_with()
    world.then()
    may = world.known.may_set_out(world.today)
    return "set out" if asks(world, "departure", way, may, chosen, number) else "asked"


def asks(world, kind, way, may, chosen, number):
    tries(world, some(every(world, kind, open_now=may), chosen, number))
    looked = world.looked_at()
    verb = right_ways(world, kind)[way]
    if way == "action":
        assert refused(verb) != may, (kind, world.wrong, world.known)
    else:
        verb()
    looked.check(*[kind] if may else [], because=way)
    assert (kind in looked.new_steps()) == may, (kind, world.wrong, world.known)
    return may


def some(ways, chosen, number):
    chosen %= len(ways)
    return [*ways[chosen:], *ways[:chosen]][:number]


@pytest.mark.parametrize("thing", OTHERWISE)
def test_each_thing_alone_shuts_or_does_not(a_world, thing):
    for number, how in enumerate(OTHERWISE[thing]):
        with apart():
            came = lives_through(a_world({thing: how}), ["action", "page"][number % 2], number * 2)
        assert (came == "set out") == how.startswith("fine"), (thing, how, came)


@pytest.mark.parametrize(("wrong", "comes"), [({}, "set out"), ({"ban": "later"}, "asked")])
def test_every_way_where_all_stands_and_where_one_thing_does_not(a_world, wrong, comes):
    assert lives_through(a_world(wrong), "action", 0, ALL) == comes


def test_all_that_stands_is_said_once_from_its_page(a_world):
    assert lives_through(a_world({}), "page", 3) == "set out"


WORLDS = st.dictionaries(st.sampled_from(sorted(OTHERWISE)), st.integers(0, 9), max_size=4)


@given(drawn=WORLDS, way=st.sampled_from(["action", "page"]), chosen=st.integers(0, 40))
@settings(
    max_examples=300 if ATTACK else 10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_stands_or_falls_together(a_world, drawn, way, chosen):
    wrong = {
        thing: OTHERWISE[thing][number % len(OTHERWISE[thing])] for thing, number in drawn.items()
    }
    with apart():
        lives_through(a_world(wrong), way, chosen)
