"""Parts of a case that belong to rooms above, such as the ledger of assistance.

A room above registers a part; the case page and the print show it without knowing that room.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from amparo.cases.models import Case


@dataclass(frozen=True)
class Section:
    """A part of a case page: its template, what that needs, and how it prints."""

    template: str
    print_template: str
    context: dict[str, Any] = field(default_factory=dict)


_rules: list[Callable[[Any, Case], Section]] = []


def case_section(rule: Callable[[Any, Case], Section]) -> Callable[[Any, Case], Section]:
    _rules.append(rule)
    return rule


def sections(member: Any, case: Case) -> list[Section]:
    return [rule(member, case) for rule in _rules]
