"""At the end where the family lives: whatever both say, in whichever order, nobody is said to set
out unless her office cleared each of those who were asked for last, and this one said yes to it.

The drawn words come in packages and through what is said here; what may be said is answered by
hand from the list of what was said.
"""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.actions import steps
from amparo.journeys.models import Journey, Step
from amparo.referrals.actions import packages
from amparo.referrals.envelope import CannotOpen
from tests.on_the_way.any_world import DAY, apart

pytestmark = pytest.mark.django_db
ATTACK = bool(os.environ.get("AMPARO_TEST_ATTACK"))
NUMBER = "b" * 32
WHO = ([1], [2], [1, 2])
# Their office (hers) asks, clears, takes it back; ours answers. Each with whom it is about.
WORDS = st.lists(
    st.one_of(
        st.tuples(st.just("request"), st.sampled_from(WHO)),
        st.tuples(st.just("cleared"), st.sampled_from(WHO)),
        st.tuples(st.sampled_from(["yes", "no"]), st.none()),
        st.tuples(st.just("called_off"), st.none()),
    ),
    max_size=6,
)


class Told:
    """All that was said so far, as both remember it."""

    def __init__(self):
        self.hers = []
        self.asked, self.request, self.they_may, self.yes, self.off = None, 0, None, False, False

    def may_leave(self, numbers):
        return (
            not self.off
            and self.yes
            and self.they_may is not None
            and set(numbers) <= set(self.they_may)
            and set(numbers) <= set(self.asked)
        )


def request_of(numbers, asked):
    rows = [{"number": one, "kin": "child", "grown": "child", "wants": []} for one in numbers]
    return {
        "pathway": "family", "country": "MX", "languages": [], "needs": [],
        "from": "2026-12-01", "until": f"2026-12-{3 + asked:02}", "relatives": rows,
    }  # fmt: skip


def hears(coming, told, kind, numbers):
    """Of her office, in a package with all that it said before."""
    facts = {"called_off": {}, "cleared": {"relatives": numbers}}.get(kind)
    if kind == "request":
        facts = request_of(numbers, told.request)
    told.hers.append((kind, clock.today(), facts))
    content = coming.they_say(*told.hers, journey=NUMBER, side="sending")
    packages.take_in(by=coming.town.ana, content=content)
    if kind == "request":
        told.request, told.asked = len(told.hers), numbers
        # What was cleared, and what was answered, was for another question.
        told.they_may, told.yes = None, False
    if kind == "cleared" and told.asked is not None:
        told.they_may = numbers
    told.off |= kind == "called_off"


def answers(coming, told, says):
    try:
        with transaction.atomic():
            coming.say("answer", answers=told.request, says=says)
    except Refused:
        return
    told.yes = says == "yes"


def leaves(coming, numbers, day=None):
    try:
        with transaction.atomic():
            expected = (clock.today() + DAY).isoformat()
            coming.say("departure", day, expected=expected, relatives=numbers)
    except Refused:
        return False
    return True


@given(words=WORDS)
@settings(
    max_examples=300 if ATTACK else 8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_they_set_out_only_as_they_were_asked_for_and_cleared(coming, words):
    with apart():
        lives_through(coming, words)


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("request yes cleared", True),
        ("request yes", False),
        ("request cleared", False),
        ("request no cleared", False),
        ("request yes cleared request yes", False),
        ("request yes cleared request yes cleared", True),
        ("request yes cleared no", False),
        ("request cleared yes", True),
        ("request yes cleared called_off", False),
        ("cleared request yes", False),
    ],
)
def test_the_order_of_words_after_which_they_set_out(coming, words, may):
    told = lives_through(coming, [(word, [1, 2]) for word in words.split()])
    assert told.may_leave([1, 2]) is may


def lives_through(coming, words):
    told = Told()
    for kind, numbers in words:
        if kind in ("yes", "no"):
            if told.request:
                answers(coming, told, kind)
        else:
            hears(coming, told, kind, numbers)
            coming.journey = Journey.objects.get(number=NUMBER)
    if told.hers:
        tried(coming, told)
    return told


def tried(coming, told):
    """Each who could be named, said by the action; and by their package what only we say."""
    for numbers in WHO:
        with apart():
            assert leaves(coming, numbers) == told.may_leave(numbers), (told.__dict__, numbers)
            held = Journey.objects.get(number=NUMBER)
            assert (held.state == "under_way") == told.may_leave(numbers)
        with apart():
            assert not leaves(coming, numbers, clock.today() + DAY)
            assert not leaves(coming, [*numbers, 3])
    before = Step.objects.filter(side="receiving", journey__number=NUMBER).count()
    going = ("departure", clock.today(), {"expected": "2027-01-01", "relatives": [1]})
    for side in ("sending", "receiving"):
        with apart():
            content = coming.they_say(*told.hers, going, journey=NUMBER, side=side)
            with pytest.raises(CannotOpen), transaction.atomic():
                packages.take_in(by=coming.town.ana, content=content)
            assert Step.objects.filter(side="receiving", journey__number=NUMBER).count() == before
    for kind in ("cleared", "arrival", "request"):
        with pytest.raises((Refused, ValueError)), transaction.atomic():
            steps.say(
                by=coming.town.ana, journey=coming.journey, kind=kind, day=clock.today(),
                facts={"relatives": [1]},
            )  # fmt: skip
