"""What answers mean under a procedure, and why. A help for a trained person, never a verdict.

Nothing here weighs whether somebody tells the truth, and no number comes out of it: a dimension is
met, open or not met, with the answers that make it so and the rule that they meet.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums import YesNo
from amparo.cases.procedures import Dimension, Item, Procedure


class State(StrEnum):
    MET = "met"
    OPEN = "open"
    NOT_MET = "not_met"
    NOT_NEEDED = "not_needed"


WORDS: dict[State, Promise] = {
    State.MET: _("Met"),
    State.OPEN: _("Still open"),
    State.NOT_MET: _("Not met"),
    State.NOT_NEEDED: _("Not needed under 18"),
}
TONES = {State.MET: "good", State.OPEN: "waiting", State.NOT_MET: "stopped"}
RULES: dict[str, Promise] = {
    "SS": _("Met: two strong indicators were answered with yes."),
    "SM": _("Met: one strong and one medium indicator were answered with yes."),
    "SW": _("Met: one strong and one weak indicator were answered with yes."),
    "MMM": _("Met: three medium indicators were answered with yes."),
    "MMW": _("Met: two medium and one weak indicator were answered with yes."),
    "any": _("Met: one answer with yes is enough here."),
    "all": _("Met: everything here was answered with yes."),
}
WHY: dict[State, Promise] = {
    State.OPEN: _("Open: the answers so far are not enough, and those still missing could be."),
    State.NOT_MET: _("Not met: even with the answers still missing the rule could not be met."),
    State.NOT_NEEDED: _("Not needed: under 18 no means has to be shown."),
}
OUTCOMES: dict[State, Promise] = {
    State.MET: _("The answers meet what this procedure asks for."),
    State.OPEN: _("What this procedure asks for is still open."),
    State.NOT_MET: _("By these answers not everything is met that this procedure asks for."),
}
STRENGTHS: dict[str, Promise] = {"S": _("strong"), "M": _("medium"), "W": _("weak")}
# In the words of a person who did not answer, not in ours: three kinds of not knowing.
MISSING = (YesNo.NOT_ASKED, YesNo.UNKNOWN, YesNo.REFUSED)


@dataclass(frozen=True)
class Answered:
    item: Item
    answer: str

    @property
    def words(self) -> Promise:
        return YesNo(self.answer).label

    @property
    def strength(self) -> Promise | str:
        return STRENGTHS.get(self.item.strength, "")


@dataclass(frozen=True)
class DimensionReading:
    """One dimension: its state, the rule that it meets, and the answers behind it."""

    dimension: Dimension
    state: State
    rule: str
    answers: tuple[Answered, ...]

    @property
    def why(self) -> Promise:
        return RULES[self.rule] if self.state == State.MET else WHY[self.state]

    @property
    def words(self) -> Promise:
        return WORDS[self.state]

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "neutral")

    @property
    def present(self) -> list[Answered]:
        return [one for one in self.answers if one.answer == YesNo.YES]

    @property
    def absent(self) -> list[Answered]:
        return [one for one in self.answers if one.answer == YesNo.NO]

    @property
    def missing(self) -> list[Answered]:
        return [one for one in self.answers if one.answer in MISSING]


@dataclass(frozen=True)
class Reading:
    """Everything that the answers to one procedure say."""

    procedure: Procedure
    dimensions: tuple[DimensionReading, ...]
    state: State

    @property
    def words(self) -> Promise:
        return WORDS[self.state]

    @property
    def outcome(self) -> Promise:
        return OUTCOMES[self.state]

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def needed(self) -> list[DimensionReading]:
        """What is not met yet, of what the procedure asks for."""
        asked = {*self.procedure.needs_all, *self.procedure.needs_one_of}
        done = (State.MET, State.NOT_NEEDED)
        return [d for d in self.dimensions if d.dimension.code in asked and d.state not in done]


def read_answers(
    procedure: Procedure, answers: Mapping[str, str], *, under_18: bool | None
) -> Reading:
    """Read answers by the rules of a procedure. Whoever's age is open may need no means."""
    parts = tuple(_dimension(procedure, one, answers, under_18) for one in procedure.dimensions)
    return Reading(procedure, parts, _pattern(procedure, parts))


def _dimension(
    procedure: Procedure, dimension: Dimension, answers: Mapping[str, str], under_18: bool | None
) -> DimensionReading:
    given = tuple(
        Answered(item, answers.get(f"{dimension.code}.{item.code}") or YesNo.NOT_ASKED)
        for item in dimension.items
    )
    said = [one.item for one in given if one.answer == YesNo.YES]
    possible = [one.item for one in given if one.answer != YesNo.NO]
    rule = _met(procedure, dimension, said)
    if rule:
        return DimensionReading(dimension, State.MET, rule, given)
    if dimension.not_needed_under_18 and under_18:
        return DimensionReading(dimension, State.NOT_NEEDED, "", given)
    waits = dimension.not_needed_under_18 and under_18 is None
    is_open = waits or bool(_met(procedure, dimension, possible))
    return DimensionReading(dimension, State.OPEN if is_open else State.NOT_MET, "", given)


def _met(procedure: Procedure, dimension: Dimension, items: list[Item]) -> str:
    """The rule that these items meet, or nothing."""
    if dimension.rule == "any":
        return "any" if items else ""
    if dimension.rule == "all":
        return "all" if len(items) == len(dimension.items) else ""
    held = Counter(item.strength for item in items)
    fits = (rule for rule in procedure.combinations if not Counter(rule) - held)
    return next(fits, "")


def _pattern(procedure: Procedure, parts: tuple[DimensionReading, ...]) -> State:
    states = {part.dimension.code: part.state for part in parts}
    groups = [[code] for code in procedure.needs_all]
    groups += [list(procedure.needs_one_of)] if procedure.needs_one_of else []
    best = [_best([states[code] for code in group]) for group in groups]
    if State.NOT_MET in best:
        return State.NOT_MET
    return State.OPEN if State.OPEN in best else State.MET


def _best(states: list[State]) -> State:
    if State.MET in states or State.NOT_NEEDED in states:
        return State.MET
    return State.OPEN if State.OPEN in states else State.NOT_MET
