"""What the page of a session says beside its own: each room above registers its lines.

A rule says nothing of a case, and not how many there are: this page opens to every member.
"""

from collections.abc import Callable
from typing import Any

from amparo.committees.models import Session
from amparo.organisations.parts import Part

Rule = Callable[[Any, Session], Part | None]
_rules: list[Rule] = []


def session_part(rule: Rule) -> Rule:
    """Register a part: `@session_part` on a function of a member and a session."""
    _rules.append(rule)
    return rule


def parts_of(member: Any, session: Session) -> list[Part]:
    return [part for rule in _rules if (part := rule(member, session))]
