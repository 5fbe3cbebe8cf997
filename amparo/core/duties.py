"""What the installation does by itself, and how often. Rooms above register theirs at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from amparo.core import clock

DAILY = timedelta(days=1)
NIGHT = time(3, 0)  # in the programme's zone, when nobody waits for a page


@dataclass(frozen=True)
class Duty:
    name: str
    every: timedelta
    perform: Callable[[], object]
    wanted: Callable[[], bool]

    def is_due(self, last: datetime | None, now: datetime) -> bool:
        """Daily duties wait for the night; one that never ran, or missed its night, runs now."""
        if last is None:
            return True
        if self.every < DAILY:
            return now - last >= self.every
        return last < _last_night(now)


DUTIES: dict[str, Duty] = {}


def duty(
    name: str, *, every: timedelta, wanted: Callable[[], bool] = lambda: True
) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function as a duty: `@duty("anchor", every=timedelta(minutes=1))`."""
    if every > DAILY:
        # The table of results, by which the clock remembers, is pruned after two days.
        raise ValueError("A duty comes round at least once a day.")

    def register(perform: Callable[[], object]) -> Callable[[], object]:
        DUTIES[name] = Duty(name, every, perform, wanted)
        return perform

    return register


def _last_night(now: datetime) -> datetime:
    here = now.astimezone(clock.programme_zone())
    night = datetime.combine(here.date(), NIGHT, tzinfo=clock.programme_zone())
    return night if night <= here else night - DAILY
