"""What two offices said of one journey, and what follows from it. Pure: asks no database.

Each end numbers what it says, and each package carries all that its sender said so far. So a lost
package is made good by the next, one that comes late or twice adds nothing, and the order in which
they come does not matter: how far the journey is follows from what was said, never from when it
was read.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from amparo.journeys.enums import SAYS, Grown, JourneyState, Riddle, Says, Side, StepKind


@dataclass(frozen=True)
class Said:
    """One thing that one end said."""

    side: str
    number: int
    kind: str
    day: date
    said_at: datetime
    facts: dict[str, Any] = field(default_factory=dict)

    def digest(self, journey: str) -> str:
        """The same at both ends: of the journey, who speaks, the place in what it says, and all
        that it says."""
        whole = [
            journey,
            str(self.side),
            self.number,
            str(self.kind),
            self.day.isoformat(),
            self.said_at.isoformat(),
            self.facts,
        ]
        text = json.dumps(whole, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Standing:
    """How far the journey is, and where the two accounts do not go together."""

    state: str
    riddle: str = ""


def whole(digests: Iterable[tuple[str, int, str]]) -> str:
    """One digest of all that both said: equal at both ends once each holds all of it.

    `digests`: side, number and digest of each step, in any order."""
    lines = sorted(f"{side} {number} {digest}" for side, number, digest in digests)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def standing(said: Collection[Said]) -> Standing:
    """What follows from all that both said, in whichever order it came."""
    agreed = _answers_to_the_last(said)
    called_off = _has(said, StepKind.CALLED_OFF)
    departed, arrived = _has(said, StepKind.DEPARTURE), _has(said, StepKind.ARRIVAL)
    if called_off:
        return Standing(JourneyState.CALLED_OFF, _after_the_end(said, departed, arrived))
    if Says.YES not in _ever_answered(said):
        riddle = Riddle.DEPARTED_UNAGREED if departed else ""
        riddle = Riddle.ARRIVED_UNAGREED if arrived else riddle
        return Standing(_asked(said, agreed), riddle)
    if arrived:
        closed = _has(said, StepKind.CLOSURE)
        riddle = Riddle.ARRIVED_UNDEPARTED
        if departed:
            missing = is_somebody_missing(said)
            riddle = Riddle.NOT_ALL_ARRIVED if missing else _of_the_days(said)
        return Standing(JourneyState.CLOSED if closed else JourneyState.ARRIVED, riddle)
    if departed and not _may_have_left(said):
        return Standing(_asked(said, agreed), Riddle.DEPARTED_UNCLEARED)
    if departed:
        return Standing(JourneyState.UNDER_WAY, _of_the_children(said))
    return Standing(_asked(said, agreed))


def _after_the_end(said: Collection[Said], departed: bool, arrived: bool) -> str:
    """Whoever was on the road when it was called off is somewhere."""
    if departed and (not arrived or is_somebody_missing(said)):
        return Riddle.CALLED_OFF_LEFT
    return Riddle.CALLED_OFF_ARRIVED if arrived else ""


def _of_the_children(said: Collection[Said]) -> str:
    """A child leaves in one word with somebody grown, where anybody grown may leave at all: its
    escort, if it has one, is known at her office alone."""
    grown = grown_of(said)
    for each in said:
        left = _named([each], StepKind.DEPARTURE)
        if is_child_alone(left, may_leave=_cleared_with(left, said), grown=grown):
            return Riddle.CHILD_ALONE
    return ""


def _cleared_with(left: set[int], said: Collection[Said]) -> set[int]:
    """Those of the last clearance that names all who left; of every one, where none does."""
    cleared = [
        each
        for each in said
        if each.kind == StepKind.CLEARED and left <= set(each.facts["relatives"])
    ]
    last = max(cleared, key=lambda each: each.number, default=None)
    return set(last.facts["relatives"]) if last else _named(said, StepKind.CLEARED)


def grown_of(said: Collection[Said]) -> dict[int, str]:
    """Of each relative who was ever asked for, all that crosses of the age, as it was said last."""
    asked = [each for each in said if each.kind == StepKind.REQUEST]
    in_turn = sorted(asked, key=lambda each: each.number)
    return {
        row["number"]: row["grown"] for each in in_turn for row in each.facts.get("relatives", ())
    }


def is_child_alone(
    left: Collection[int], *, may_leave: Collection[int], grown: Mapping[int, str]
) -> bool:
    """Whether a child, or who may be one, would leave with nobody grown, though somebody grown may
    leave."""
    adults = {number for number in may_leave if grown.get(number) == Grown.ADULT}
    return bool(adults) and bool(set(left) - adults) and not adults & set(left)


def _of_the_days(said: Collection[Said]) -> str:
    left = max(each.day for each in said if each.kind == StepKind.DEPARTURE)
    there = max(each.day for each in said if each.kind == StepKind.ARRIVAL)
    return Riddle.ARRIVED_BEFORE if there < left else ""


def _asked(said: Collection[Said], answer: str | None) -> str:
    if answer == Says.YES:
        return JourneyState.CLEARED if last_clearance(said) else JourneyState.AGREED
    if answer is not None:
        return JourneyState.REFUSED
    return JourneyState.ASKED if _has(said, StepKind.REQUEST) else JourneyState.PREPARING


def last_clearance(said: Collection[Said]) -> Said | None:
    """That the papers of those asked for last are there: a later question takes it back."""
    request = last_request(said)
    cleared = [each for each in said if each.kind == StepKind.CLEARED]
    last = max(cleared, key=lambda each: each.number, default=None)
    return last if last and request and last.number > request.number else None


def _may_have_left(said: Collection[Said]) -> bool:
    """Each of a family waits for the word of her office; once they left on it, nothing takes that
    back. Who goes home by a return leaves by the word of the office that says it."""
    left = {each.side for each in said if each.kind == StepKind.DEPARTURE}
    cleared = _named(said, StepKind.CLEARED)
    return left == {Side.SENDING} or bool(cleared and _named(said, StepKind.DEPARTURE) <= cleared)


def is_somebody_missing(said: Collection[Said]) -> bool:
    """Whether somebody of a family that set out is not among those who arrived."""
    return bool(_named(said, StepKind.DEPARTURE) - _named(said, StepKind.ARRIVAL))


def _named(said: Iterable[Said], kind: str) -> set[int]:
    """The numbers of the relatives of whom this was said; a return names nobody."""
    return {
        number for each in said if each.kind == kind for number in each.facts.get("relatives", ())
    }


def last_request(said: Collection[Said]) -> Said | None:
    """What counts is what was asked last: an answer to an earlier question answers nothing."""
    asked = [each for each in said if each.kind == StepKind.REQUEST]
    return max(asked, key=lambda each: each.number, default=None)


def first_request(said: Collection[Said]) -> Said | None:
    asked = [each for each in said if each.kind == StepKind.REQUEST]
    return min(asked, key=lambda each: each.number, default=None)


def answer_to(request: Said | None, said: Collection[Said]) -> Said | None:
    """The last that was answered to this request."""
    if request is None:
        return None
    answers = [
        each
        for each in said
        if each.kind == StepKind.ANSWER and each.facts.get("answers") == request.number
    ]
    return max(answers, key=lambda each: each.number, default=None)


def _answers_to_the_last(said: Collection[Said]) -> str | None:
    found = answer_to(last_request(said), said)
    return None if found is None else found.facts.get("says")


def _ever_answered(said: Collection[Said]) -> set[Any]:
    """Once somebody set out on a yes, a later question takes nothing back of it."""
    return {each.facts.get("says") for each in said if each.kind == StepKind.ANSWER}


def _has(said: Iterable[Said], kind: str) -> bool:
    return any(each.kind == kind for each in said)


def who_says(kind: str, *, pathway: str) -> str:
    """The end that says this on this way. Calling off, which either may, is said by the first of
    them."""
    return next(side for side in Side if kind in SAYS[pathway][side])


def other(side: str) -> str:
    """The end that does not speak here."""
    return Side.RECEIVING if side == Side.SENDING else Side.SENDING
