"""Refusals that tell something: whose name is feared, who sleeps in a house. The log keeps each.

A line written inside the action would go with it, and whoever tries many names would leave none.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from amparo import audit
from amparo.core.decisions import Decision, Refused

P = ParamSpec("P")
R = TypeVar("R")


class Withheld(Refused):
    """Refused, with the line that is kept although nothing else is."""

    def __init__(self, reason: str, line: dict[str, Any]):
        super().__init__(reason)
        self.line = line


def or_withhold(decision: Decision, line: dict[str, Any]) -> None:
    if not decision:
        raise Withheld(str(decision.reason), line)


def keeps_what_is_withheld(action: Callable[P, R]) -> Callable[P, R]:
    """Stands around an atomic action. Whoever shows the refusal answers as usual: an error page
    would take the line back too."""

    @wraps(action)
    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return action(*args, **kwargs)
        except Withheld as refusal:
            with transaction.atomic():
                audit.record_many([refusal.line])
            raise

    return tried
