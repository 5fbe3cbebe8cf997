"""What must stand before a case is closed: rooms above register their rule, as decisions.

    @before_closing
    def best_interests(case):
        return ALLOWED if decided(case) else Decision(_("..."))

Asked when a closing is asked for and again when it is approved. Reasons name nobody. A room whose
rule is met on a page of its own offers that page with `@way_out`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amparo.cases.models import Case
from amparo.core.decisions import ALLOWED, Decision

_rules: list[Callable[[Case], Decision]] = []
_ends: list[Callable[[Case, str, str], Decision]] = []


@dataclass(frozen=True)
class WayOut:
    """The page on which what stands in the way is done."""

    words: Any
    url: str


_ways: list[Callable[[Case], WayOut | None]] = []


def way_out(way: Callable[[Case], WayOut | None]) -> Callable[[Case], WayOut | None]:
    _ways.append(way)
    return way


def ways_out(case: Case) -> list[WayOut]:
    """What can be done now about what stands in the way of closing."""
    return [found for way in _ways if (found := way(case))]


def before_closing(rule: Callable[[Case], Decision]) -> Callable[[Case], Decision]:
    _rules.append(rule)
    return rule


def before_ending(rule: Callable[[Case, str, str], Decision]) -> Callable:
    """A rule that asks how the case ends too: into which status, and for what reason."""
    _ends.append(rule)
    return rule


def may_end(case: Case, *, status: str, reason: str) -> Decision:
    """The first reason why this case may not end so now, or leave to close it."""
    may = may_close(case)
    if not may:
        return may
    return next((said for rule in _ends if not (said := rule(case, status, reason))), ALLOWED)


def may_close(case: Case) -> Decision:
    """The first reason why this case may not be closed now, or leave to close it."""
    return next((said for rule in _rules if not (said := rule(case))), ALLOWED)
