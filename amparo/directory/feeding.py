"""What is free in the houses of an agency: the room above that keeps beds registers how it counts.

A service that follows the beds of its agency asks here each time it is shown, so that nothing is
stored twice and nothing grows old unseen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from amparo.agencies.models import Agency


@dataclass(frozen=True)
class Free:
    """Places free for a group, and since when that is said. A number alone, never who is there."""

    group: str
    available: int
    maximum: int | None
    said_at: datetime | None


Rule = Callable[[Agency], Iterable[Free]]
_rules: list[Rule] = []


def feeds_capacity(rule: Rule) -> Rule:
    """Register a count: `@feeds_capacity` on a function of an agency."""
    _rules.append(rule)
    return rule


def free_at(agency: Agency) -> list[Free]:
    return [free for rule in _rules for free in rule(agency)]
