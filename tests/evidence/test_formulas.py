from decimal import Decimal

import pytest

from amparo.core.errors import BadInput
from amparo.evidence.formulas import derive, rounding_half_width


def number(value: str) -> tuple[Decimal, str]:
    return Decimal(value), ""


def day(period: str) -> tuple[None, str]:
    return None, period


def test_tourists_of_2011_carry_the_rounding_of_fifteen_per_cent():
    parts = {"base": number("1201078"), "percent": number("15")}
    derived = derive("grown_by_rounded_percent", parts)
    assert (derived.value, derived.low, derived.high) == (1381240, 1375234, 1387245)


@pytest.mark.parametrize(
    ("published", "half"),
    [("15", "0.5"), ("15.000000", "0.5"), ("20", "0.5"), ("15.2", "0.05"), ("0.25", "0.005")],
)
def test_the_interval_is_half_a_unit_of_the_last_digit(published, half):
    assert rounding_half_width(Decimal(published)) == Decimal(half)


def test_a_half_is_rounded_up():
    assert derive("grown_by_rounded_percent", {"base": number("1"), "percent": number("50")})
    derived = derive("grown_by_rounded_percent", {"base": number("10"), "percent": number("5")})
    assert derived.value == 11


def test_jalisco_followed_the_general_law_after_79_days():
    derived = derive("days_between", {"start": day("2012-06-14"), "end": day("2012-09-01")})
    assert derived.value == 79
    assert (derived.low, derived.high) == (None, None)


@pytest.mark.parametrize("end", ["2012-09", "2012", "2012-09-01~", ""])
def test_a_date_without_a_day_has_no_number_of_days(end):
    with pytest.raises(BadInput):
        derive("days_between", {"start": day("2012-06-14"), "end": day(end)})


def test_a_formula_needs_its_own_parts_with_numbers():
    with pytest.raises(BadInput):
        derive("grown_by_rounded_percent", {"base": number("1")})
    with pytest.raises(BadInput):
        derive("grown_by_rounded_percent", {"base": number("1"), "percent": day("2011")})
    with pytest.raises(BadInput):
        derive("guessed", {})
