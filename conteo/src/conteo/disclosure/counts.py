"""One number about people: the 10-5 rule, bands for totals, and shares.

Source: METHODS sections 4 and 5; ONS 10-5 rule. Units are people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from conteo.disclosure import ladder
from conteo.errors import BadInput, Refused
from conteo.result import Number

NUMBER = "number"
FEWER_THAN_10 = "fewer_than_10"
FEWER_THAN_30 = "fewer_than_30"
WITHHELD = "withheld"
ABOUT = "about"
HIDDEN = "hidden"

_TEXT = {FEWER_THAN_10: "fewer than 10", FEWER_THAN_30: "fewer than 30", WITHHELD: "not shown"}
_CODE = {text: code for code, text in _TEXT.items()}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is printed in place of a count, and all that it tells.

    code: "number", "fewer_than_10" (zero and 1 to 9 alike), "fewer_than_30" (totals) or
        "withheld" (hidden so that a neighbour stays hidden).
    value: the printed number, or None.
    low, high: the true counts a reader who knows every rule must still think possible, in
        people, both ends included; high None means no bound.
    """

    code: str
    value: int | None
    low: int
    high: int | None

    @property
    def is_number(self) -> bool:
        """Whether a number is printed."""
        return self.code == NUMBER

    @property
    def text(self) -> str:
        """The English token used in files ("170", "fewer than 10"). Pages word their own."""
        return str(self.value) if self.is_number else _TEXT[self.code]

    def prints_like(self, other: Shown) -> bool:
        """Whether both look the same on paper."""
        return (self.code, self.value) == (other.code, other.value)

    @property
    def number(self) -> Number:
        """The same as a number with its doubt; the count behind it is not in it."""
        cautions = ("rounded",) if self.is_number else ("hidden",)
        return Number(self.value, self.low, self.high, 1.0, None, "10-5", cautions)

    @classmethod
    def read(cls, text: str, *, total: bool = False) -> Shown:
        """Read a printed token back, with the counts that the print alone leaves possible.

        Errors: BadInput when the text is not something the 10-5 rule can print.
        """
        text = text.strip()
        if text in _CODE:
            return _HIDDEN[_CODE[text]]
        if re.fullmatch("[0-9]{1,12}", text):
            value, least = int(text), ladder.TOTAL_FLOOR if total else ladder.THRESHOLD
            if value >= least and value % ladder.STEP == 0:
                return _number(value, least)
        raise BadInput(
            "A printed value is neither a rounded number nor a known mark, so it cannot be compared"
            " with this release. Give the file as `conteo release check --json` wrote it."
        )


_HIDDEN = {
    FEWER_THAN_10: Shown(FEWER_THAN_10, None, 0, ladder.THRESHOLD - 1),
    FEWER_THAN_30: Shown(FEWER_THAN_30, None, 0, ladder.TOTAL_FLOOR - 1),
    WITHHELD: Shown(WITHHELD, None, 0, None),
}
HIDDEN_CELL = _HIDDEN[FEWER_THAN_10]


def _number(value: int, least: int) -> Shown:
    half = ladder.STEP // 2
    return Shown(NUMBER, value, max(least, value - half), value + half)


def _checked(count: int) -> int:
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise BadInput("A count of people must be a whole number, zero or more.")
    return count


def _rounded(count: int) -> int:
    return (2 * count + ladder.STEP) // (2 * ladder.STEP) * ladder.STEP


def show(count: int) -> Shown:
    """Print a count of people by the 10-5 rule: under 10 hidden, else to the nearest 5.

    Errors: BadInput when `count` is not a whole number of people.
    """
    # Suppress before rounding. The other order turns a hidden 9 into a visible 10.
    if _checked(count) < ladder.THRESHOLD:
        return HIDDEN_CELL
    return _number(_rounded(count), ladder.THRESHOLD)


def show_total(count: int) -> Shown:
    """Print a total: "fewer than 30" under 30, else to the nearest 5 (ladder, first rung).

    Errors: BadInput when `count` is not a whole number of people.
    """
    if _checked(count) < ladder.TOTAL_FLOOR:
        return _HIDDEN[FEWER_THAN_30]
    return _number(_rounded(count), ladder.TOTAL_FLOOR)


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent, never without the number of people it is a share of.

    code: "about" (nearest 5 per cent), "number" (nearest 1 per cent, from 1,000 people) or
        "hidden". percent: whole per cent, or None. people: the printed base.
    """

    code: str
    percent: int | None
    people: Shown
    part: Shown


def share(part: Shown, people: Shown | None, earlier: Share | None = None) -> Share:
    """Print `part` as a share of `people`.

    It is worked out from the two printed numbers, so it tells nothing they do not. It is hidden
    where their rounding leaves a wide span, or would call ten people or more none. While either of
    them keeps its earlier print, the share keeps its own, as long as the prints still allow it.
    Errors: Refused without a base; BadInput when the part exceeds it.
    """
    if people is None:
        raise Refused(
            "A share without the number of people it is a share of cannot be printed, because"
            " nobody can tell how many people it speaks of. Give the number of people."
        )
    if part.value is None or people.value is None:
        return Share(HIDDEN, None, people, part)
    if earlier and (part.prints_like(earlier.part) or people.prints_like(earlier.people)):
        low, high = (_per_cent(*ends) for ends in _ends(part.value, people.value, ladder.KEPT))
        if earlier.percent is not None and low <= earlier.percent <= high:
            return Share(earlier.code, earlier.percent, people, part)
    if people.high is not None and part.low > people.high:
        raise BadInput("The part is larger than the whole; check that both count the same people.")
    least, most = (
        100 * count / of for count, of in _ends(part.value, people.value, ladder.STEP // 2)
    )
    percent = _per_cent(part.value, people.value)
    if min(most, 100) - least > ladder.SHARE_SPAN or not percent:
        return Share(HIDDEN, None, people, part)
    return Share(ABOUT if people.value < ladder.SHARE_PEOPLE else NUMBER, percent, people, part)


def _per_cent(part: int, people: int) -> int:
    """A share to the step that this number of people carries."""
    step = ladder.SHARE_STEP if people < ladder.SHARE_PEOPLE else 1
    part = min(part, people)
    return (200 * part + step * people) // (2 * step * people) * step


def _ends(part: int, people: int, room: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The least and the greatest share that two prints allow, each count off by this room."""
    return (max(0, part - room), people + room), (part + room, max(1, people - room))


def count_from_share(percent: float, people: int) -> Shown:
    """Print how many people a quoted share of a number of people is: 60 % of 170 is about 100.

    Errors: BadInput outside 0 to 100 per cent.
    """
    if not 0 <= percent <= 100:
        raise BadInput("A share lies between 0 and 100 per cent.")
    return show(int(_checked(people) * percent / 100 + 0.5))
