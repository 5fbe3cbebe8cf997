"""What each block of a case holds, as a recipient would read it. Never the number of the case.

A room above adds to a block what it keeps: `@fills(Block.HEALTH)` on a function of a case.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from amparo.cases.models import Case


class Fact(NamedTuple):
    """A line of a block: what it is, and what it says."""

    label: Any
    value: Any


Filler = Callable[[Case], list[Fact]]
_fillers: defaultdict[str, list[Filler]] = defaultdict(list)


def fills(block: str) -> Callable[[Filler], Filler]:
    def register(filler: Filler) -> Filler:
        if filler not in _fillers[block]:
            _fillers[block].append(filler)
        return filler

    return register


def contents(case: Case, block: str) -> list[Fact]:
    """Everything that stands in one block, without what is empty."""
    facts = [fact for filler in _fillers[block] for fact in filler(case)]
    return [fact for fact in facts if fact.value]
