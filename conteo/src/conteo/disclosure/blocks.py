"""A reader who runs the gate herself, and what withholding tells her.

She knows every rule, so that a table was withheld tells her something: only some people make the
gate withhold it. So two things hold here, by construction.

1. Every decision is made from prints alone, never from a count. All people whose numbers print
   alike are treated alike, so what a printed number leaves possible is what its rounding says.
2. A table is withheld as a whole, all numbers of it, and is so for every way to fill it that would
   tell too much (its block). The block itself must leave every hidden group five possible counts;
   if it does not, ways that tell a little less join it, until it does or all have joined.

So what she knows of a withheld table is: its number of people, which labels have ten people or
more, and that it is of the block. The block is listed here, from prints and the list of labels.
It is listed in part where there are very many ways; a part is enough, since the rest only adds
values. The idea is that of simulatable auditing (Kenthapadi, Mishra and Nissim, 2005).

Assumed: the first release of the table, and labels that are public. A table printed before is
never withheld but held (`changes`): its print says nothing of today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

from conteo.disclosure.counts import Shown
from conteo.disclosure.ladder import POSSIBLE_VALUES, STEP, THRESHOLD
from conteo.disclosure.lines import FAR, Line, Span, meet, size, values

HALF = STEP // 2
HIDDEN: Span = (0, THRESHOLD - 1)
TEN: Span = (THRESHOLD, THRESHOLD + HALF)
NEAR = 4  # prints looked at on either side of where a table may tell too much


def span(shown: Shown) -> Span:
    """What a print tells, as an interval."""
    return shown.low, FAR if shown.high is None else shown.high


def _print(value: int) -> Span:
    return max(THRESHOLD, value - HALF), value + HALF


@dataclass(frozen=True, slots=True)
class Block:
    """All the ways to fill a withheld table that a reader must think possible."""

    lines: tuple[Line, ...]

    def people(self) -> Span:
        """How many people there may be."""
        spans = [line.people() for line in self.lines]
        return min(low for low, _ in spans), max(high for _, high in spans)

    def secrets(self, people: Span) -> list[list[Span]]:
        """Of each hidden group, the intervals of all ways that the number of people allows."""
        found = []
        for line in self.lines:
            given = meet(people, line.people())
            if size(given):
                found.append(line.secrets(given))
        return [list(spans) for spans in zip(*found, strict=True)]


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader knows of some tables together: the number of people links them."""

    everybody: Span
    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()

    def people(self, *more: Line) -> Span:
        """How many people there may be, for all that the tables tell."""
        found = self.everybody
        for part in (*self.lines, *self.blocks, *more):
            found = meet(found, part.people())
        return found

    def secrets(self, people: Span) -> list[list[Span]]:
        """Of each group that must stay open, the intervals a reader must think possible."""
        found = [[secret] for line in self.lines for secret in line.secrets(people)]
        return found + [secret for block in self.blocks for secret in block.secrets(people)]

    def room(self, line: Line) -> int:
        """The fewest values that any hidden group would keep if this table were printed."""
        people = self.people(line)
        spans = self.secrets(people) + [[secret] for secret in line.secrets(people)]
        return min(map(values, spans), default=FAR)

    def is_open(self, people: Span) -> bool:
        """Whether every hidden group keeps five values under this number of people."""
        return all(values(spans) >= POSSIBLE_VALUES for spans in self.secrets(people))


@lru_cache(maxsize=1024)
def block(known: Known, like: Line) -> tuple[int, Block | None]:
    """The room that a table needs in order to be printed, and its block if it is withheld.

    like: any way to fill the table; only which labels it lists matters. Without a safe block the
    table can be printed or refused, and not withheld.
    """
    rooms = [(known.room(way), way) for way in ways(like, known.people()) if _fits(known, way)]
    for least in (*range(POSSIBLE_VALUES, 2 * THRESHOLD), FAR + 1):
        found = Block(tuple(way for room, way in rooms if room < least))
        if not found.lines:
            return least, None
        if _is_safe(known, found):
            return least, found
    return POSSIBLE_VALUES, None


def _fits(known: Known, way: Line) -> bool:
    return size(known.people(way)) > 0


def _is_safe(known: Known, block: Block) -> bool:
    if any(values(spans) < POSSIBLE_VALUES for spans in block.secrets(known.people())):
        return False
    ways = [known.secrets(known.people(line)) for line in block.lines]
    together = (chain.from_iterable(spans) for spans in zip(*ways, strict=True))
    return all(values(spans) >= POSSIBLE_VALUES for spans in together)


def ways(like: Line, people: Span) -> list[Line]:
    """The ways to fill a table that lists as many labels, printed for the first time.

    people: how many there may be. Of very many ways, those that may tell too much and some beside.
    """
    found = _adding_up(like, people) if like.adds_up else _beside(like, people)
    return list(dict.fromkeys(found))


def _adding_up(like: Line, people: Span) -> Iterator[Line]:
    """By the sum of the named labels, how many of them print as 10, and the print of the rest."""
    number = len(like.named)
    for others, tells in _rests(len(like.hidden)):
        low, high = people[0] - others[1], people[1] - others[0]
        for tens in range(min(number, NEAR) + 1):
            for total in range(STEP * (low // STEP - number), high + 2 * number + 1, STEP):
                if (named := _named(number, tens, total)) is not None:
                    yield Line(named, like.hidden, others, tells)


def _rests(labels: int) -> Iterator[tuple[Span, bool]]:
    """What the print of all hidden labels together may tell."""
    if not labels:
        yield (0, 0), False
        return
    yield HIDDEN, False
    most = labels * HIDDEN[1]
    prints = range(THRESHOLD, most + HALF + 1, STEP)
    for value in dict.fromkeys([*prints[:NEAR], *prints[-NEAR:]]):
        yield _print(value), True


def _named(number: int, tens: int, total: int) -> tuple[Span, ...] | None:
    """Named labels that print to this total, so many of them as 10."""
    rest, fifteen = total - THRESHOLD * tens, THRESHOLD + STEP
    more = number - tens
    if rest < fifteen * more or (not more and rest):
        return None
    return (TEN,) * tens + tuple(
        _print(rest - fifteen * (more - 1) if last else fifteen)
        for last in (place == more - 1 for place in range(more))
    )


def _beside(like: Line, people: Span) -> Iterator[Line]:
    """Labels that do not add up: few prints near everybody, or few people under any label."""
    number = len(like.named)
    if not number:
        yield like
        return
    top = STEP * ((people[1] + HALF) // STEP)
    bottom = STEP * ((people[0] - sum(high for _, high in like.hidden)) // STEP)
    near = [*range(top - 2 * NEAR * STEP, top + 1, STEP)]
    near += [] if like.partial else [*range(bottom - NEAR * STEP, bottom + NEAR * STEP, STEP)]
    prints = sorted({value for value in near if THRESHOLD <= value <= top})
    for first, *others in product(prints, *([[*prints[-1:], THRESHOLD]] if number > 1 else [])):
        rest = tuple(_print(value) for value in others for _ in range(number - 1))
        for place in range(number):
            named = (*rest[:place], _print(first), *rest[place:])
            yield Line(named, like.hidden, adds_up=False, partial=like.partial, apart=like.apart)
