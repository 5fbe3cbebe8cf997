"""What the page of an organisation says of it: each room above registers its lines."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from amparo.organisations.models import Organisation


@dataclass(frozen=True)
class Part:
    """A heading with lines, each with an address or none."""

    title: Any
    lines: list[tuple[Any, str]] = field(default_factory=list)


Rule = Callable[[Any, Organisation], Part | None]
_rules: list[Rule] = []


def organisation_part(rule: Rule) -> Rule:
    """Register a part: `@organisation_part` on a function of a member and an organisation."""
    _rules.append(rule)
    return rule


def parts_of(member: Any, organisation: Organisation) -> list[Part]:
    return [part for rule in _rules if (part := rule(member, organisation))]
