"""How long each stretch of a journey took, or has taken so far. Pure: asks no database.

By the days that were told. Who still waits is counted as waiting: left out, or taken as zero, the
slowest office would look like the quickest one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from statistics import median
from typing import Any

from amparo.journeys.enums import Pathway, Says, StepKind
from amparo.journeys.enums.delays import Came, Stretch
from amparo.journeys.policies import thread
from amparo.journeys.policies.thread import Said

# Behind a median stand at least as many; of fewer it would tell of somebody.
FEWEST = 5
# Midnight lies elsewhere where they are: a day before may be the same day.
SAME_DAY = -1


@dataclass(frozen=True)
class Span:
    stretch: Stretch
    came: Came
    since: date
    # Its days, where it is done; so far, where it waits.
    days: int = 0


@dataclass(frozen=True)
class Delay:
    """One stretch of one office, or of all. Numbers of days are none where too few stand behind, or
    where those that are done are no more than those that wait."""

    stretch: Stretch
    done: int
    waits: int
    left: int
    odd: int
    middle: float | None = None
    # Between which the middle half lies.
    low: int | None = None
    high: int | None = None
    # So long the longest of those who wait.
    longest: int | None = None

    @property
    def every(self) -> int:
        return self.done + self.waits + self.left + self.odd

    @property
    def too_few(self) -> bool:
        return self.done < FEWEST

    @property
    def more_wait(self) -> bool:
        """As many still wait as are done, or more: those that are done are the quick ones."""
        return self.waits >= self.done


def spans(said: Collection[Said], *, on: date, pathway: str) -> list[Span]:
    """Each stretch that has begun, as it stands on a day."""
    off = _first(said, StepKind.CALLED_OFF) is not None
    left, there = _first(said, StepKind.DEPARTURE), _first(said, StepKind.ARRIVAL)
    visit, closed = _first(said, StepKind.VISIT), _first(said, StepKind.CLOSURE)
    over = off or closed is not None
    found = [*_answers(said, over=over or left is not None or there is not None, on=on)]
    yes = _last_yes(said)
    if yes is not None:
        held = thread.answer_to(thread.last_request(said), said) == yes
        gone = over or there or not held
        ready = thread.last_clearance(said)
        if pathway == Pathway.FAMILY:
            found.append(_span(Stretch.PAPERS, yes, ready, over=gone or left, on=on))
        if pathway == Pathway.RETURN or ready is not None:
            found.append(_span(Stretch.LEAVING, ready or yes, left, over=gone, on=on))
    if left is not None:
        found.append(_span(Stretch.ARRIVAL, left, there, over=over, on=on))
    if there is not None:
        found.append(_span(Stretch.VISIT, there, visit, over=over, on=on))
        found.append(_span(Stretch.CLOSURE, there, closed, over=off, on=on))
    return found


def _answers(said: Collection[Said], *, over: bool, on: date) -> Iterable[Span]:
    """Of each request, until it was first answered. One that was asked anew waits no more."""
    last = _number(thread.last_request(said))
    for request in said:
        if request.kind == StepKind.REQUEST:
            answers = [each for each in said if _is_answer_to(each, request)]
            first = min(answers, key=lambda each: each.number, default=None)
            gone = over or request.number != last
            yield _span(Stretch.ANSWER, request, first, over=gone, on=on)


def _is_answer_to(each: Said, request: Said) -> bool:
    return each.kind == StepKind.ANSWER and each.facts.get("answers") == request.number


def _span(stretch: Stretch, begun: Said, ended: Said | None, *, over: Any, on: date) -> Span:
    if ended is None:
        days = max(0, (on - begun.day).days)
        return Span(stretch, Came.LEFT if over else Came.WAITS, begun.day, 0 if over else days)
    days = (ended.day - begun.day).days
    if days < SAME_DAY:
        return Span(stretch, Came.ODD, begun.day)
    return Span(stretch, Came.DONE, begun.day, max(0, days))


def _last_yes(said: Collection[Said]) -> Said | None:
    answers = [each for each in said if each.facts.get("says") == Says.YES]
    return max(answers, key=lambda each: each.number, default=None)


def _first(said: Collection[Said], kind: str) -> Said | None:
    found = [each for each in said if each.kind == kind]
    return min(found, key=lambda each: each.number, default=None)


def _number(said: Said | None) -> int:
    return said.number if said is not None else 0


@dataclass
class _Held:
    days: dict[str, list[int]] = field(default_factory=lambda: {each: [] for each in Came})


def delays(found: Iterable[Span]) -> list[Delay]:
    """The stretches together, each once and in their order."""
    held = {each: _Held() for each in Stretch}
    for span in found:
        held[span.stretch].days[span.came].append(span.days)
    return [_delay(stretch, one.days) for stretch, one in held.items()]


def _delay(stretch: Stretch, days: dict[str, list[int]]) -> Delay:
    done, waits = sorted(days[Came.DONE]), days[Came.WAITS]
    said = {"longest": max(waits)} if len(waits) >= FEWEST else {}
    if len(done) >= FEWEST and len(done) > len(waits):
        said |= {"middle": median(done), "low": _at(done, 1), "high": _at(done, 3)}
    left, odd = len(days[Came.LEFT]), len(days[Came.ODD])
    return Delay(stretch, len(done), len(waits), left, odd, **said)


def _at(days: list[int], quarter: int) -> int:
    """The day by which at least so many quarters were done."""
    return days[ceil(len(days) * quarter / 4) - 1]
