"""One-way tables and sentences as a reader sees them, in closed form.

Tables that share no attribute share one unknown alone: how many people there are. So each of them
narrows that number to an interval, and given the number each stands for itself. The bounds are
those of whole people, the same that the linear programmes of `audit` find (a test compares them).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conteo.disclosure.ladder import THRESHOLD

FAR = 10**9  # no bound
Span = tuple[int, int]  # the least and the greatest value that a reader thinks possible


def meet(one: Span, other: Span) -> Span:
    """What both allow; empty when its low end lies above its high end."""
    return max(one[0], other[0]), min(one[1], other[1])


def size(span: Span) -> int:
    """How many whole numbers it holds."""
    return max(0, span[1] - span[0] + 1)


def values(spans: Iterable[Span]) -> int:
    """How many whole numbers lie in any of them."""
    count, end = 0, -1
    for low, high in sorted(spans):
        count += max(0, high - max(low, end + 1) + 1)
        end = max(end, high)
    return count


@dataclass(frozen=True, slots=True)
class Line:
    """What a one-way table tells, label by label.

    named: listed labels, "others" apart. hidden: labels not listed, which a reader may know from a
    list of codes. others: what the print of all hidden ones together tells; `tells_others` when
    that is a number. adds_up: everybody stands under one label (else under several). partial:
    somebody may stand under none (a sentence).
    """

    named: tuple[Span, ...]
    hidden: tuple[Span, ...] = ()
    others: Span = (0, FAR)
    tells_others: bool = False
    adds_up: bool = True
    partial: bool = False

    def people(self) -> Span:
        """How many people there may be, for all that this table tells."""
        if self.adds_up:
            rest = self.rest()
            if rest[0] > rest[1]:
                return rest
            return _sum(self.named, 0) + rest[0], _sum(self.named, 1) + rest[1]
        least = max((low for low, _ in self.named + self.hidden), default=0)
        return least, FAR if self.partial else _sum(self.named + self.hidden, 1)

    def secrets(self, people: Span) -> list[Span]:
        """What a reader knows of each group that must stay open, given the number of people.

        Always as many in the same order for tables that list the same labels.
        """
        return self._within_total(people) if self.adds_up else self._beside(people)

    def rest(self) -> Span:
        """How many people stand under labels that are not listed."""
        return meet((_sum(self.hidden, 0), _sum(self.hidden, 1)), self.others)

    def _within_total(self, people: Span) -> list[Span]:
        if not self.hidden:
            return []
        named = _sum(self.named, 0), _sum(self.named, 1)
        rest = meet(self.rest(), (people[0] - named[1], people[1] - named[0]))
        least, most = _sum(self.hidden, 0), _sum(self.hidden, 1)
        found = [
            meet((low, high), (rest[0] - (most - high), rest[1] - (least - low)))
            for low, high in dict.fromkeys(self.hidden)
        ]
        return [*found, (0, FAR) if self.tells_others else rest]

    def _beside(self, people: Span) -> list[Span]:
        most = FAR if self.partial else _sum(self.named + self.hidden, 1)
        found = []
        for low, high in dict.fromkeys(self.hidden):
            others = 0 if self.partial else people[0] - (most - high)
            found.append(meet((low, high), (others, people[1])))
        for low, high in self.named:
            # Those without this answer are a group of their own: they have another, or none.
            without = max(0, people[0] - high), min(people[1] - low, most - high)
            found.append(without if without[0] < THRESHOLD else (0, FAR))
        return found


def _sum(spans: Iterable[Span], end: int) -> int:
    return min(FAR, sum(span[end] for span in spans))
