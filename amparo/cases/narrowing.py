"""What a room above takes away from a disclosure, which rests on something of its own too.

A referral goes only where a data-sharing clause opens the way, and only while it is on its way.
A rule here takes blocks away and never adds one. Where a disclosure belongs to such a room and no
rule knows it, nothing goes.
"""

from collections.abc import Callable
from datetime import date

from amparo.cases.models import Disclosure
from amparo.people.policies.disclosure import Verdict

Narrow = Callable[[Disclosure, list[Verdict], date], list[Verdict]]
Reads = Callable[[Disclosure], bool]
_narrow: list[Narrow] = []
_reads: list[Reads] = []


def narrows(rule: Narrow) -> Narrow:
    """Register what is asked of each block, whenever the rule about it is."""
    _narrow.append(rule)
    return rule


def read_while(rule: Reads) -> Reads:
    """Register when what was decided may be read: not before it was sent, nor after it ended."""
    _reads.append(rule)
    return rule


def narrowed(disclosure: Disclosure, found: list[Verdict], *, on: date) -> list[Verdict]:
    if not disclosure.for_referral:
        return found
    if not _narrow:
        return []
    for rule in _narrow:
        found = rule(disclosure, found, on)
    return found


def may_be_read(disclosure: Disclosure) -> bool:
    return not disclosure.for_referral or any(rule(disclosure) for rule in _reads)
