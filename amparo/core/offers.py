"""What rooms above offer on the page of a thing below: words, and where they lead."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Offer:
    words: Any
    url: str


Rule = Callable[[Any, Any], list[Offer]]
_rules: dict[type, list[Rule]] = {}


def offers_on(model: type) -> Callable[[Rule], Rule]:
    """Register it: `@offers_on(Committee)` on a function of a member and a committee."""

    def registered(rule: Rule) -> Rule:
        _rules.setdefault(model, []).append(rule)
        return rule

    return registered


def offered(member: Any, thing: Any) -> list[Offer]:
    return [offer for rule in _rules.get(type(thing), []) for offer in rule(member, thing)]
