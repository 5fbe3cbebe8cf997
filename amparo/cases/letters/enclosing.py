"""What a room above lays into the paper of a letter, as a slip to tear off, for its own template.

    @encloses("referral")
    def slip(letter):
        return Enclosed("referrals/_slip.html", {"code": "..."})

A template with an enclosure is issued by its room alone, and stands in no list of templates.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from amparo.cases.models import Letter


@dataclass(frozen=True)
class Enclosed:
    """A part of a page, and what it says."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Encloses = Callable[[Letter], Enclosed | None]
_rules: dict[str, Encloses] = {}


def encloses(template: str) -> Callable[[Encloses], Encloses]:
    def register(rule: Encloses) -> Encloses:
        _rules[template] = rule
        return rule

    return register


def enclosed(letter: Letter) -> Enclosed | None:
    rule = _rules.get(letter.template)
    return rule(letter) if rule else None


def is_of_a_room(template: str) -> bool:
    return template in _rules
