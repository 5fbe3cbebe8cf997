"""May a barrier be written down, may it be counted, which numbers are shown? No database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.assistance.models import Barrier
from amparo.cases import policies as cases
from amparo.cases.models import Case
from amparo.core.decisions import Decision

# Fewer people than this are "fewer than 5", and so is nobody. From there on numbers go up by as
# many, and once a month: who moved one at once would be who was written down last.
FEWEST = 5
# Who met it, what stood in the way, of which service.
Met = tuple[Any, str, str]


@dataclass(frozen=True)
class Gap:
    """So many people or more, in steps; and beside what it stood at least as often as the first."""

    code: str
    people: int
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gaps:
    """By what stood in the way, and by service. No total, so that none can be taken from it."""

    kinds: list[Gap] = field(default_factory=list)
    services: list[Gap] = field(default_factory=list)


def can_write(case: Case, *, by: Any, met_on: date | None, today: date) -> Decision:
    if met_on is not None and met_on > today:
        return Decision(_("What stood in her way is written down once it did, not before."))
    return cases.can_record(case, by=by)


def can_correct(barrier: Barrier, *, by: Any, met_on: date | None, today: date) -> Decision:
    """Whoever wrote it down, or a coordinator of the agency."""
    if barrier.struck_at is not None:
        return Decision(_("This was struck before. Correct what stands in its place."))
    may = can_write(barrier.case, by=by, met_on=met_on, today=today)
    if not may or barrier.recorded_by_id == by.id or by.may(Permission.OPEN_AGENCY_CASES):
        return may
    return Decision(
        _("Whoever wrote this down corrects it, or a coordinator. Tell one of them what is wrong.")
    )


def can_count(*, by: Any) -> Decision:
    return agencies.may(by, Permission.OPEN_AGENCY_CASES)


def counted_until(today: date) -> date:
    """The end of the last whole month."""
    return today.replace(day=1) - timedelta(days=1)


def gaps(met: Iterable[Met], *, kinds: Iterable[str], services: Iterable[str]) -> Gaps:
    """What may be shown, in the order of the lists: an order by number would tell of the hidden.

    A pair is named without its number: what is left of the two numbers beside it would be one.
    """
    by_kind: dict[str, set[Any]] = {}
    by_service: dict[str, set[Any]] = {}
    by_both: dict[tuple[str, str], set[Any]] = {}
    for person, kind, service in met:
        by_kind.setdefault(kind, set()).add(person)
        by_service.setdefault(service, set()).add(person)
        by_both.setdefault((kind, service), set()).add(person)
    kinds, services = list(kinds), list(services)
    enough = {pair for pair, people in by_both.items() if len(people) >= FEWEST}
    return Gaps(
        [
            Gap(kind, _steps(people), tuple(each for each in services if (kind, each) in enough))
            for kind in kinds
            if len(people := by_kind.get(kind, set())) >= FEWEST
        ],
        [
            Gap(service, _steps(people), tuple(each for each in kinds if (each, service) in enough))
            for service in services
            if len(people := by_service.get(service, set())) >= FEWEST
        ],
    )


def _steps(people: set[Any]) -> int:
    return len(people) - len(people) % FEWEST
