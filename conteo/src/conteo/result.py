"""A number carries its doubt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number with all that is needed to doubt it.

    point: the best single value, or None where none may be given.
    low, high: the interval, in the unit of `point`; None means no bound.
    level: how sure the interval is, 0 to 1 (1.0 = certain by the rule that made it).
    observed: the count behind it, or None where it must not be known.
    method: a short code of how it was made.
    cautions: codes of what a reader must be told beside it.
    """

    point: float | None
    low: float | None
    high: float | None
    level: float
    observed: int | None
    method: str
    cautions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.level <= 1:
            raise ValueError("The level of a number lies above 0 and is at most 1.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("The low end of a number lies above its high end.")
