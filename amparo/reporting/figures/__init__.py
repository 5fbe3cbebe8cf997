"""The figures of the monthly report: each says what it counts, from which room, and how.

    @figure("new", _("New people"), _("..."), room="cases", pillar=Pillar.ASSISTANCE)
    def new(asked): ...

A figure whose room does not exist yet is registered without a rule, and prints no number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amparo.projects.enums import Pillar, Unit
from amparo.projects.feeding import Rule


@dataclass(frozen=True)
class Figure:
    code: str
    words: Any
    # What exactly is counted.
    what: Any
    room: str
    pillar: Pillar
    unit: Unit
    # The page where what is counted stands, for whoever may open it.
    page: str
    rule: Rule | None

    @property
    def is_kept(self) -> bool:
        return self.rule is not None


_figures: dict[str, Figure] = {}


def figure(
    code: str,
    words: Any,
    what: Any,
    *,
    room: str,
    pillar: Pillar,
    unit: Unit = Unit.THINGS,
    page: str = "",
) -> Callable[[Rule], Rule]:
    """Register a figure: a decorator on the function that counts it."""

    def registered(rule: Rule) -> Rule:
        _figures[code] = Figure(code, words, what, room, pillar, unit, page, rule)
        return rule

    return registered


def unkept(code: str, words: Any, what: Any, *, room: str, pillar: Pillar) -> None:
    """A figure that is owed and that no room keeps yet. Whoever keeps it later registers it."""
    if code not in _figures:
        _figures[code] = Figure(code, words, what, room, pillar, Unit.THINGS, "", None)


def figures() -> list[Figure]:
    return list(_figures.values())
