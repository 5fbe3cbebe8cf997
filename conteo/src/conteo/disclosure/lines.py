"""One-way tables and sentences as a reader sees them, in closed form.

Tables that share no attribute share one unknown alone: how many people there are. So each of them
narrows that number to an interval, and given the number each stands for itself. The bounds are
those of whole people, the same that the linear programmes of `audit` find (a test compares them).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    somebody may stand under none (a sentence). apart: of labels that do not add up, the place of
    "unknown" among those listed and those not: whoever stands there stands under no other.
    """

    named: tuple[Span, ...]
    hidden: tuple[Span, ...] = ()
    others: Span = (0, FAR)
    tells_others: bool = False
    adds_up: bool = True
    partial: bool = False
    apart: int | None = None

    def people(self) -> Span:
        """How many people there may be, for all that this table tells."""
        if self.adds_up:
            rest = self.rest()
            if rest[0] > rest[1]:
                return rest
            return _sum(self.named, 0) + rest[0], _sum(self.named, 1) + rest[1]
        return self._answering() + self._apart[0], FAR if self.partial else self._most

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
        found = []
        for place, (low, high) in self._unlike():
            most = FAR if self.partial else self._most
            others = 0 if self.partial else people[0] - (most - high)
            beside = self._answering() if place == self.apart else self._apart[0]
            found.append(meet((low, high), (others, people[1] - beside)))
        for place, (low, high) in enumerate(self.named):
            # Those without this answer are a group of their own: they have another, or none.
            most = FAR if self.partial else self._most
            beside = self._answering() if place == self.apart else self._apart[0]
            without = max(beside, people[0] - high), min(people[1] - low, most - high)
            found.append(without if without[0] < THRESHOLD else (0, FAR))
        return found

    def _unlike(self) -> Iterator[tuple[int, Span]]:
        """The labels that are not listed, once each of those that are known alike."""
        seen: set[tuple[bool, Span]] = set()
        for place, hidden in enumerate(self.hidden, start=len(self.named)):
            kind = place == self.apart, hidden
            if kind not in seen:
                yield place, hidden
            seen.add(kind)

    @property
    def _most(self) -> int:
        return _sum(self.named + self.hidden, 1)

    @property
    def _apart(self) -> Span:
        """How many people have no other answer than that of "unknown"."""
        return (0, 0) if self.apart is None else (self.named + self.hidden)[self.apart]

    def _answering(self) -> int:
        """How many people have an answer at the least: as many as the largest label."""
        labels = enumerate(self.named + self.hidden)
        return max((low for place, (low, _) in labels if place != self.apart), default=0)


def _sum(spans: Iterable[Span], end: int) -> int:
    return min(FAR, sum(span[end] for span in spans))
