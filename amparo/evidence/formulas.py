"""Derived values: computed from dated and counted claims, with the doubt of their rounding."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from amparo.core.errors import BadInput

from .enums import Formula

# What a formula may take from a claim: its value and its period.
Input = tuple[Decimal | None, str]


@dataclass(frozen=True)
class Derived:
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


def whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def rounding_half_width(published: Decimal) -> Decimal:
    """Half a unit of the last digit printed: 15 stands for 14.5 to 15.5, 15.2 for 15.15 to 15.25.

    Final zeros before the point count as printed: 20 stands for 19.5 to 20.5.
    """
    last_digit = min(0, int(published.normalize().as_tuple().exponent))
    return Decimal(1).scaleb(last_digit) / 2


def grown_by_rounded_percent(*, base: Input, percent: Input) -> Derived:
    """Grow a count by a percentage; the interval is what the rounding of the percentage allows."""
    count, published = base[0], percent[0]
    if count is None or published is None:
        raise ValueError("a part has no value")
    half = rounding_half_width(published)
    points = (published, published - half, published + half)
    value, low, high = (whole(count * (100 + point) / 100) for point in points)
    return Derived(value, low, high)


def days_between(*, start: Input, end: Input) -> Derived:
    """Days from one full date to another; a vaguer date has no number of days."""
    first, second = date.fromisoformat(start[1]), date.fromisoformat(end[1])
    return Derived(Decimal((second - first).days))


FORMULAS: Mapping[str, Callable[..., Derived]] = {
    Formula.GROWN_BY_ROUNDED_PERCENT: grown_by_rounded_percent,
    Formula.DAYS_BETWEEN: days_between,
}


def derive(formula: str, parts: Mapping[str, Input]) -> Derived:
    """Run a formula on its parts; parts that it cannot run on are an error a person can mend."""
    try:
        return FORMULAS[formula](**parts)
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            _(
                "This value cannot be derived from these claims: a part is missing, has no "
                "number, or has a date without a day. Name claims that carry what the formula asks."
            )
        ) from error
