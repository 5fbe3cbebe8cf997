"""What may be said about how many people. Thresholds are policy; these are our defaults.

Source: METHODS section 5 (decision ladder), with the clarifications of the release gate.
Numbers are people, counted once each.
"""

from dataclasses import dataclass

THRESHOLD = 10  # a cell of fewer people is never printed (ONS 10-5 rule)
STEP = 5  # printed counts are multiples of this
TOTAL_FLOOR = 30  # under this many people: a band for the total, no breakdown
CERTAIN_CHANGE = 5  # a printed number moves only when this many people certainly changed it
POSSIBLE_VALUES = 5  # a hidden cell must leave a reader at least this many possible values
KEPT = STEP // 2 + CERTAIN_CHANGE - 1  # how far a count may lie from a print that is held
SHARE_PEOPLE = 1_000  # under this many people a share is "about", to the nearest SHARE_STEP
SHARE_STEP = 5  # per cent
SHARE_SPAN = 15  # points of per cent that rounding may leave open, or no share is printed
COARSE_LABELS = 6  # an attribute with at most this many labels is coarse


@dataclass(frozen=True, slots=True)
class Rung:
    """One row of the ladder: from `people` upwards."""

    people: int
    ways: int  # how many attributes a table may cross
    coarse_only: bool  # whether crossed attributes must be coarse
    yearly: bool  # whether releases of one scope lie a year apart


LADDER = (
    Rung(people=0, ways=0, coarse_only=True, yearly=True),
    Rung(people=TOTAL_FLOOR, ways=2, coarse_only=True, yearly=True),
    Rung(people=200, ways=2, coarse_only=False, yearly=False),
)


def rung(people: int) -> Rung:
    """Return the row of the ladder for a printed number of people (0 = "fewer than 30")."""
    return max((row for row in LADDER if row.people <= people), key=lambda row: row.people)
