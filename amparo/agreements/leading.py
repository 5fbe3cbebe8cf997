"""What led to an agreement, and what came of what it promised: rooms above register it."""

from collections.abc import Callable

from amparo.agencies.models import Member
from amparo.agreements.models import Agreement

# A line of the chain: words, and the address of the page they lead to.
Line = tuple[str, str]
Rule = Callable[[Member, Agreement], list[Line]]
_before: list[Rule] = []
_after: list[Rule] = []


def led_here(rule: Rule) -> Rule:
    """Register what came before an agreement: a congress, a commitment."""
    _before.append(rule)
    return rule


def came_of_it(rule: Rule) -> Rule:
    """Register what came of an agreement: an analysis, a service."""
    _after.append(rule)
    return rule


def chain(member: Member, agreement: Agreement) -> tuple[list[Line], list[Line]]:
    """The lines before an agreement and those after it."""
    before, after = (
        [line for rule in rules for line in rule(member, agreement)] for rules in (_before, _after)
    )
    return before, after
