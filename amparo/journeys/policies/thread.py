"""What two offices said of one journey, and what follows from it. Pure: asks no database.

Each end numbers what it says, and each package carries all that its sender said so far. So a lost
package is made good by the next, one that comes late or twice adds nothing, and the order in which
they come does not matter: how far the journey is follows from what was said, never from when it
was read.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from amparo.journeys.enums import JourneyState, Riddle, Says, Side, StepKind


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
        riddle = Riddle.CALLED_OFF_ARRIVED if arrived else ""
        return Standing(JourneyState.CALLED_OFF, riddle)
    if Says.YES not in _ever_answered(said):
        riddle = Riddle.DEPARTED_UNAGREED if departed else ""
        riddle = Riddle.ARRIVED_UNAGREED if arrived else riddle
        return Standing(_asked(said, agreed), riddle)
    if arrived:
        closed = _has(said, StepKind.CLOSURE)
        riddle = "" if departed else Riddle.ARRIVED_UNDEPARTED
        return Standing(JourneyState.CLOSED if closed else JourneyState.ARRIVED, riddle)
    return Standing(JourneyState.UNDER_WAY if departed else _asked(said, agreed))


def _asked(said: Collection[Said], answer: str | None) -> str:
    if answer is not None:
        return JourneyState.AGREED if answer == Says.YES else JourneyState.REFUSED
    return JourneyState.ASKED if _has(said, StepKind.REQUEST) else JourneyState.PREPARING


def last_request(said: Collection[Said]) -> Said | None:
    """What counts is what was asked last: an answer to an earlier question answers nothing."""
    asked = [each for each in said if each.kind == StepKind.REQUEST]
    return max(asked, key=lambda each: each.number, default=None)


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


def other(side: str) -> str:
    """The end that does not speak here."""
    return Side.RECEIVING if side == Side.SENDING else Side.SENDING
