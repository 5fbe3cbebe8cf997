"""What a reader can work out: linear programmes over everything that is printed.

Every cell, margin and total is a variable between the counts its print allows; tables add up to
their margins. The least and greatest value of an expression under all of that is what a reader
can prove about it (METHODS section 4, "Suppression": two programmes a cell, solved by HiGHS).
For one- and two-way tables the constraints form a network, so the bounds are those of whole
people; across several tables a programme of whole people is asked for, where it matters.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, floor, inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from conteo.errors import CheckFailed

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SLACK = 1e-6  # HiGHS solves to about 1e-7
Expression = Mapping[Hashable, int]


@dataclass(slots=True)
class System:
    """A set of unknown counts and what is known of them. Units are people."""

    names: dict[Hashable, int] = field(default_factory=dict)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    rows: list[tuple[Expression, float, float]] = field(default_factory=list)

    def know(self, name: Hashable, low: float = 0, high: float | None = None) -> None:
        """Add an unknown, or narrow one that is there, to low..high (None = no bound)."""
        top = inf if high is None else high
        if name not in self.names:
            self.names[name] = len(self.names)
            self.lows.append(low)
            self.highs.append(top)
            return
        place = self.names[name]
        self.lows[place] = max(self.lows[place], low)
        self.highs[place] = min(self.highs[place], top)

    def relate(self, expression: Expression, low: float = -inf, high: float = inf) -> None:
        """State that a sum of coefficient x unknown lies within low..high."""
        self.rows.append((expression, low, high))

    def solver(self, *, whole: bool = False) -> Solver:
        """Freeze the system for solving; `whole`: of whole people only."""
        return Solver(self, whole=whole)


class Solver:
    """Solves one frozen system again and again, and remembers every point it has seen."""

    def __init__(self, system: System, *, whole: bool = False) -> None:
        self.whole = int(whole)
        self.names = dict(system.names)
        self.bounds = np.column_stack([system.lows, system.highs])
        equal = [(row, low) for row, low, high in system.rows if low == high]
        above = [
            ({n: -c for n, c in row.items()}, -low)
            for row, low, high in system.rows
            if low != high and low > -inf
        ]
        below = [(row, high) for row, low, high in system.rows if low != high and high < inf]
        self.equal = self._matrix(equal)
        self.at_most = self._matrix(above + below)
        self.seen: list[NDArray[np.float64]] = []

    def _matrix(
        self, rows: list[tuple[Expression, float]]
    ) -> tuple[csr_array | None, NDArray[np.float64] | None]:
        if not rows:
            return None, None
        from scipy.sparse import csr_array

        line = [i for i, (row, _) in enumerate(rows) for _ in row]
        column = [self.names[name] for row, _ in rows for name in row]
        value = [float(coefficient) for row, _ in rows for coefficient in row.values()]
        shape = (len(rows), len(self.names))
        return csr_array((value, (line, column)), shape=shape), np.array([b for _, b in rows])

    def vector(self, expression: Expression) -> NDArray[np.float64]:
        """The expression as coefficients in the order of the unknowns."""
        result = np.zeros(len(self.names))
        for name, coefficient in expression.items():
            result[self.names[name]] += coefficient
        return result

    def least(self, expression: Expression) -> float:
        """The least value of the expression; -inf when nothing bounds it.

        Errors: CheckFailed when no counts at all fit what is printed.
        """
        # Loaded when the first programme is solved: it takes a second, and most verbs solve none.
        from scipy.optimize import linprog

        objective = self.vector(expression)
        answer = linprog(
            objective,
            A_ub=self.at_most[0],
            b_ub=self.at_most[1],
            A_eq=self.equal[0],
            b_eq=self.equal[1],
            bounds=self.bounds,
            integrality=self.whole,
            method="highs",
        )
        if answer.status == 0:
            self.seen.append(answer.x)
            return float(answer.fun)
        if answer.status == 3:
            return -inf
        raise CheckFailed(
            "The printed numbers contradict one another, so what a reader could work out from them"
            " cannot be audited and nothing may be published. Check that the earlier releases were"
            " made by this rule from the same scope."
        )

    def is_possible(self) -> bool:
        """Whether any counts at all fit what is printed."""
        try:
            self.least({})
        except CheckFailed:
            return False
        return True

    def interval(self, expression: Expression) -> tuple[float, float]:
        """The whole numbers between which the expression must lie (ends may be infinite)."""
        low, high = self.least(expression), -self.least({n: -c for n, c in expression.items()})
        return (
            low if low == -inf else ceil(low - SLACK),
            high if high == inf else floor(high + SLACK),
        )

    def leaves_open(self, expression: Expression, values: int) -> bool:
        """Whether a reader must think at least `values` whole numbers possible.

        Points already seen often settle it without solving anything.
        """
        coefficients = self.vector(expression)
        met = [float(coefficients @ point) for point in self.seen]
        if met and floor(max(met) + SLACK) - ceil(min(met) - SLACK) + 1 >= values:
            return True
        low, high = self.interval(expression)
        return high - low + 1 >= values

    def within(self, expression: Expression, low: int, high: int) -> bool:
        """Whether a reader can prove that the expression lies within low..high."""
        coefficients = self.vector(expression)
        for point in self._points():
            if not low - SLACK <= coefficients @ point <= high + SLACK:
                return False
        least, most = self.interval(expression)
        return low <= least and most <= high

    def _points(self) -> Iterator[NDArray[np.float64]]:
        # A point is a set of counts that fits everything printed: one counter-example settles it.
        if not self.seen:
            self.least({})
        yield from self.seen
