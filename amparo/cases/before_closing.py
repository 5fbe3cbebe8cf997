"""What must stand before a case is closed: rooms above register their rule, as decisions.

    @before_closing
    def best_interests(case):
        return ALLOWED if decided(case) else Decision(_("..."))

Asked when a closing is asked for and again when it is approved. Reasons name nobody.
"""

from collections.abc import Callable

from amparo.cases.models import Case
from amparo.core.decisions import ALLOWED, Decision

_rules: list[Callable[[Case], Decision]] = []


def before_closing(rule: Callable[[Case], Decision]) -> Callable[[Case], Decision]:
    _rules.append(rule)
    return rule


def may_close(case: Case) -> Decision:
    """The first reason why this case may not be closed now, or leave to close it."""
    return next((said for rule in _rules if not (said := rule(case))), ALLOWED)
