"""Whom the rule lets come, on both sides of each age and each day."""

from datetime import date, timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.journeys import family_rules
from amparo.journeys.policies.entitlement import Born, birthday, is_child, is_entitled, is_under

DAY = timedelta(days=1)
ON = date(2026, 11, 23)
US = family_rules.get("us-t-1")


def born(years, *, more=0):
    """So many years before the day, and so many days younger."""
    return ON.replace(year=ON.year - years) + more * DAY


def relative(kin, **more):
    held = {"number": 7, "name": "Lucía", "kin": kin, "born_on": born(10), "unmarried": True}
    return Thing(**held | more)


def may(kin, *, she=None, on=ON, rule=US, **more):
    she = Born.on(born(30)) if she is None else she
    return is_entitled(relative(kin, **more), rule=rule, she=she, on=on)


YOUNG, OLD = Born.on(born(21, more=1)), Born.on(born(21))
NOT_KNOWN = Born(born(22), born(20))

TABLE = [
    ("spouse", OLD, {}, ""),
    ("child", OLD, {}, ""),
    ("child", OLD, {"born_on": born(40)}, ""),
    ("parent", YOUNG, {}, ""),
    ("parent", OLD, {}, "She is 21 or older"),
    ("parent", NOT_KNOWN, {}, "not known well enough"),
    ("parent", Born(), {}, "not known well enough"),
    ("parent", Born(born(21, more=1), born(19)), {}, ""),
    ("parent", Born(born(23), born(21)), {}, "She is 21 or older"),
    ("sibling", YOUNG, {"born_on": born(18, more=1)}, ""),
    ("sibling", YOUNG, {"born_on": born(18)}, "(Sister or brother) is 18 or older"),
    ("sibling", YOUNG, {"born_on": None}, "when Relative 7 (Sister or brother) was born"),
    ("sibling", YOUNG, {"unmarried": False}, "is married"),
    ("sibling", YOUNG, {"unmarried": None}, "whether Relative 7 (Sister or brother) is married"),
    ("sibling", OLD, {}, "She is 21 or older"),
    ("other", YOUNG, {}, "no relation such as this one: Another relative"),
]


@pytest.mark.parametrize(("kin", "she", "more", "why"), TABLE)
def test_the_rule_of_2012_lets_these_come_and_says_which_not(kin, she, more, why):
    answer = may(kin, she=she, **more)
    assert bool(answer) is (not why)
    assert why in answer.reason
    assert bool(why) is ("United States" in answer.reason)


def test_the_day_that_counts_decides():
    assert not may("parent", she=OLD)
    assert may("parent", she=OLD, on=ON - DAY)
    assert not may("sibling", she=YOUNG, born_on=born(18))
    assert may("sibling", she=YOUNG, born_on=born(18), on=ON - DAY)


def test_where_nothing_is_known_anybody_may_ask():
    general = family_rules.get("general-1")
    for kin in ("spouse", "other", "sibling"):
        assert may(kin, rule=general, she=Born(), born_on=None, unmarried=None)


def test_a_birthday_of_a_leap_day_is_the_day_before_march():
    assert birthday(date(2008, 2, 29), 18) == date(2026, 2, 28)
    assert birthday(date(2008, 3, 1), 18) == date(2026, 3, 1)
    assert birthday(date(9990, 3, 1), 18).year == 9999


def test_an_age_that_is_not_known_is_neither():
    assert is_under(Born(), 18, on=ON) is None
    assert is_under(Born(first=born(18, more=1)), 18, on=ON) is True
    assert is_under(Born(first=born(18)), 18, on=ON) is None
    assert is_under(Born(last=born(18)), 18, on=ON) is False
    assert is_under(Born(last=born(18, more=1)), 18, on=ON) is None


def test_who_turns_18_on_the_way_was_prepared_as_a_child():
    assert is_child(born(18, more=1), days=(ON, ON + 9 * DAY))
    assert is_child(born(18, more=1), days=(ON + 9 * DAY, ON))
    assert not is_child(born(18), days=(ON, ON + 9 * DAY))
    assert is_child(None, days=(ON,))
