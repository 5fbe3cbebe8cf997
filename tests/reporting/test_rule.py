"""What of a number leaves the house: few people print alike, more to the nearest five."""

from decimal import Decimal

import pytest

from amparo.projects.enums import Unit
from amparo.projects.feeding import Fed
from amparo.reporting import rule


@pytest.mark.parametrize(
    ("people", "words"),
    [(0, "fewer than 10"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (12, "10"),
     (13, "15"), (1003, "1,005")],
)  # fmt: skip
def test_people_leave_by_the_ten_five_rule(people, words):
    out = rule.leaving(Fed(people, base=people), Unit.PEOPLE)
    assert out.words == words
    assert out.number == (None if people < 10 else int(words.replace(",", "")))


@pytest.mark.parametrize(
    ("services", "people", "words"),
    [(40, 9, "not shown: few people"), (42, 10, "40"), (9, 10, "fewer than 10"), (10, 10, "10")],
)
def test_what_few_people_were_given_is_not_shown_however_much(services, people, words):
    assert rule.leaving(Fed(services, base=people), Unit.THINGS).words == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(5, 100, "not shown: few people"), (50, 100, "about 50 %"), (8, 9, "not shown: few people")],
)
def test_a_share_of_people_leaves_rounded(part, whole, words):
    assert rule.leaving(Fed(part, whole, base=whole), Unit.PERCENT).words == words


def test_a_share_without_its_whole_is_not_shown():
    assert rule.leaving(Fed(5, base=50), Unit.RATE).words == "not shown: few people"


@pytest.mark.parametrize(("base", "words"), [(9, "not shown: few people"), (10, "31")])
def test_a_median_of_few_is_not_shown(base, words):
    assert rule.leaving(Fed(31, base=base), Unit.DAYS).words == words


def test_what_is_about_no_people_is_exact():
    assert rule.leaving(Fed(3), Unit.THINGS) == rule.Out("3", 3)
    assert rule.leaving(Fed(3, 4), Unit.PERCENT) == rule.Out("3 of 4 (75 %)", 75)
    assert rule.leaving(Fed(0, 0), Unit.PERCENT) == rule.Out("0 of 0", None)


def test_on_the_screen_numbers_are_exact():
    assert rule.exact(Fed(7, base=7)) == "7"
    assert rule.exact(Fed(1, 8, base=8)) == "1 of 8 (12 %)"
    assert rule.exact(Fed(Decimal("1234.50"))) == "1,234.50"
