"""Where the indicators of a project get their numbers: rooms above register how they count.

An indicator that nobody feeds says so, and prints no number.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from amparo.agencies.models import Agency
from amparo.projects.models import Project


@dataclass(frozen=True)
class Asked:
    """For which days, of which project and of which agency; without them, of all."""

    first: date
    last: date
    project: Project | None = None
    agency: Agency | None = None
    # What the rules of one report keep for each other, so that nothing is counted twice.
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Fed:
    """What was counted; an indicator that is a share has what it is a share of.

    `base`: on how many people the number rests, which then leaves the house rounded or not at all.
    None: it is about no people.
    """

    numerator: Decimal | int
    denominator: int | None = None
    base: int | None = None


Rule = Callable[[Asked], Fed | None]
_rules: dict[str, Rule] = {}


def feeds(code: str) -> Callable[[Rule], Rule]:
    """Register how an indicator is counted: `@feeds("assisted_of_identified")`."""

    def registered(rule: Rule) -> Rule:
        _rules[code] = rule
        return rule

    return registered


def is_fed(code: str) -> bool:
    return code in _rules


def fed(code: str, asked: Asked) -> Fed | None:
    """The number of an indicator, or None where nobody feeds it or nothing can be said."""
    return _rules[code](asked) if code in _rules else None
