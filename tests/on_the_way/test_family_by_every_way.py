"""Whatever stands or falls on a family's way to her, by whichever way somebody comes: what the
issue forbids never happens.

Each thing falls alone, and some together as they are drawn; in each of these worlds some ways are
tried. `make attack` draws three hundred and tries twenty ways at each question of each.
"""

import os
from contextlib import nullcontext

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amparo.core.decisions import Refused
from amparo.journeys.actions import steps
from amparo.referrals.actions import packages
from tests.on_the_way.any_family import HIM, IT, Family
from tests.on_the_way.any_world import Clock, apart, refused
from tests.on_the_way.family import LEVELS
from tests.on_the_way.family_known import OTHERWISE
from tests.on_the_way.family_ways import every, facts_of, right_ways, say, tries

pytestmark = pytest.mark.django_db
ATTACK = bool(os.environ.get("AMPARO_TEST_ATTACK"))
# How many ways are tried at each question; and of each thing alone, which of the ways in which it
# may be otherwise: each takes about a second.
ALL, SOME, ALONE = 99, 20 if ATTACK else 2, 20 if ATTACK else 0
EACH = 1 if ATTACK else 4


@pytest.fixture
def a_family(coming, monkeypatch):
    """`a_family(wrong)`, in which days pass until it ends; it leaves nothing behind."""

    def make(wrong, *, early=True):
        return Family(coming, Clock(monkeypatch), wrong, early=early)

    return make


def lives_through(world, way, chosen, number=SOME):
    """Prepared, announced, answered, days later cleared, arrived: at each question some ways are
    tried, and the right one passes exactly when the issue says so. Returns how far it came."""
    world.prepare()
    may = world.known.may_be_asked(world.today)
    if not asks(world, "request", way, may, chosen, number):
        return "not asked"
    world.was_asked()
    world.answered()
    if not world.early:
        world.get_ready()
    world.then()
    may = world.known.may_be_cleared(world.today)
    cleared = asks(world, "cleared", way, may, chosen, number)
    world.they_leave()
    asks(world, "arrival", way, world.known.may_have_arrived(), chosen, number)
    return "cleared" if cleared else "asked"


def asks(world, kind, way, may, chosen, number):
    tries(world, some(every(world, kind, open_now=may), chosen, number))
    looked = world.looked_at()
    verb = right_ways(world, kind)[way]
    if way == "action":
        # A step that names nobody at all is no step.
        names_nobody = not may and not facts_of(world, kind)["relatives"]
        with pytest.raises(ValueError) if names_nobody else nullcontext():
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
def test_each_thing_alone_shuts_or_does_not(a_family, thing):
    for number, how in enumerate(OTHERWISE[thing][::EACH]):
        with apart():
            world = a_family({thing: how}, early=bool(number // 2 % 2))
            came = lives_through(world, ["page", "action"][number % 2], number * 2, ALONE)
        assert (came == "cleared") == how.startswith("fine"), (thing, how, came)


def test_every_way_where_all_stands(a_family):
    assert lives_through(a_family({}), "action", 0, ALL) == "cleared"


def test_all_that_stands_is_said_once_from_its_page(a_family):
    assert lives_through(a_family({}), "page", 3, ALONE) == "cleared"


def test_a_number_that_was_announced_is_of_one_human_being(a_family):
    world = a_family({}, early=False)
    world.prepare()
    say(world, "request")
    world.was_asked()
    world.answered()
    with pytest.raises(Refused), transaction.atomic():
        # As grown as he was, and as near to her.
        world.revise(1, name="Gaspar Montealto")


WORLDS = st.dictionaries(st.sampled_from(sorted(OTHERWISE)), st.integers(0, 12), max_size=4)


@given(
    drawn=WORLDS, way=st.sampled_from(["action", "page"]), chosen=st.integers(0, 40),
    early=st.booleans(),
)  # fmt: skip
@settings(
    max_examples=300 if ATTACK else 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_stands_or_falls_together(a_family, drawn, way, chosen, early):
    wrong = {
        thing: OTHERWISE[thing][number % len(OTHERWISE[thing])] for thing, number in drawn.items()
    }
    with apart():
        lives_through(a_family(wrong, early=early), way, chosen)


# What was cleared, and stands no more


FALLS = {
    "its yes": lambda world: world.says(world.named(IT), "taken_back"),
    "its custody": lambda world: world.revise(world.named(IT).number, ordered="forbids"),
    "who he is": lambda world: world.fears(HIM),
    "her safety": lambda world: world.crossing.safe(levels=LEVELS | {"person": "high"}),
}


@pytest.mark.parametrize("name", FALLS)
def test_what_was_cleared_and_never_sent_is_not_told_once_it_fell(a_family, name):
    world = a_family({})
    cleared = lives_to_be_cleared(world)
    assert cleared.went_with.content
    FALLS[name](world)
    with pytest.raises(Refused), transaction.atomic():
        steps.send_again(by=world.town.ana, journey=world.journey)
    with pytest.raises(Refused), transaction.atomic():
        packages.take_out(by=world.town.ana, package=cleared.went_with)


def test_what_was_cleared_and_stands_is_sealed_once_more(a_family):
    world = a_family({})
    assert packages.take_out(by=world.town.ana, package=lives_to_be_cleared(world).went_with)
    sealed = steps.send_again(by=world.town.ana, journey=world.journey)
    _header, told = world.crossing.elsewhere.opens(bytes(sealed.content))
    assert [each["kind"] for each in told["steps"]] == ["request", "cleared"]
    assert told["blocks"] == []


def lives_to_be_cleared(world):
    world.prepare()
    say(world, "request")
    world.was_asked()
    world.answered()
    return say(world, "cleared")
