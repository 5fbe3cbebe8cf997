"""A figure beside what it must reach, and the table that shows them."""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

# The runner names a file here; a bench that is run alone only prints.
INTO = "AMPARO_BENCH_RESULTS"


@dataclass(frozen=True)
class Goal:
    """One measured figure. Without a most or a least it is told, and judged by nobody."""

    name: str
    measured: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def reached(self) -> bool:
        low = self.least is None or self.measured >= self.least
        return low and (self.most is None or self.measured <= self.most)

    @property
    def target(self) -> str:
        if self.most is not None:
            return f"≤ {self.most:g} {self.unit}"
        return f"≥ {self.least:g} {self.unit}" if self.least is not None else "–"

    @property
    def verdict(self) -> str:
        if self.most is None and self.least is None:
            return "–"
        return "reached" if self.reached else "NOT REACHED"


def load() -> str:
    """How busy the machine was: a figure taken beside other work says little without it."""
    one, five, _ = os.getloadavg()
    return f"load {one:.1f} (1 min), {five:.1f} (5 min), {os.cpu_count()} cores"


def tell(*goals: Goal) -> int:
    """Print the figures, hand them to the runner if there is one, and give the exit code."""
    print(table(goals), flush=True)
    if os.environ.get(INTO):
        with Path(os.environ[INTO]).open("a") as file:
            for goal in goals:
                file.write(json.dumps(asdict(goal)) + "\n")
    return 0 if all(goal.reached for goal in goals) else 4


def told(path: Path) -> list[Goal]:
    return [Goal(**json.loads(line)) for line in path.read_text().splitlines()]


def table(goals) -> str:
    rows = [("what", "target", "measured", "verdict")]
    rows += [(g.name, g.target, f"{g.measured:g} {g.unit}", g.verdict) for g in goals]
    wide = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(word.ljust(width) for word, width in zip(row, wide, strict=True)).rstrip()
        for row in rows
    )


def note(text: str) -> None:
    sys.stderr.write(f"{text}\n")
