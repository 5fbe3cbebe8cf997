"""One page a month: every figure, the money, what was to be reached, and what is late."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from amparo.agencies.models import Agency
from amparo.agreements.models import Agreement
from amparo.agreements.queries import deliverables
from amparo.assistance.queries import spent
from amparo.committees.enums import Fulfilment
from amparo.committees.models import Commitment
from amparo.projects import catalogue
from amparo.projects.catalogue import Indicator
from amparo.projects.enums import Pillar
from amparo.projects.feeding import Asked, Fed, fed, is_fed
from amparo.projects.models import Project, Target
from amparo.projects.queries import frame, money
from amparo.projects.queries.money import OfDonor
from amparo.reporting import rule
from amparo.reporting.figures import Figure, figures
from amparo.reporting.figures.people import census, days
from amparo.reporting.rule import Out
from amparo.statistics import months
from amparo.statistics.months import ByProject


@dataclass(frozen=True)
class Line:
    """A figure with its number, if there is one."""

    figure: Figure
    fed: Fed | None

    @property
    def exact(self) -> str:
        return rule.exact(self.fed) if self.fed else ""

    @property
    def out(self) -> Out | None:
        return rule.leaving(self.fed, self.figure.unit) if self.fed else None


@dataclass(frozen=True)
class Reached:
    """A target with what was reached of it since its first day."""

    target: Target
    indicator: Indicator
    fed: Fed | None
    is_fed: bool

    @property
    def exact(self) -> str:
        return rule.exact(self.fed) if self.fed else ""

    @property
    def out(self) -> Out | None:
        return rule.leaving(self.fed, self.indicator.unit) if self.fed else None

    @property
    def percent(self) -> int | None:
        """Of the target; of a share, nothing is worked out on top."""
        if self.fed is None or self.fed.denominator is not None or not self.target.goal:
            return None
        return int(100 * self.fed.numerator / self.target.goal)


@dataclass(frozen=True)
class Funder:
    """What the ledger of assistance says that somebody paid, in one currency."""

    funder: str
    currency: str
    cost: Decimal


@dataclass(frozen=True)
class Report:
    asked: Asked
    pillars: list[tuple[Pillar, list[Line]]]
    spending: list[OfDonor]
    funders: list[Funder]
    targets: list[Reached]
    late_commitments: int
    late_deliverables: int
    by_project: ByProject | None

    @property
    def lines(self) -> list[Line]:
        return [line for _pillar, lines in self.pillars for line in lines]


def compose(
    asked: Asked, *, projects: QuerySet[Project], agencies: Iterable[Agency], today: date
) -> Report:
    """`projects` and `agencies`: those that the reader may see."""
    one = projects.filter(pk=asked.project.pk) if asked.project else projects
    lines = [Line(each, each.rule(asked) if each.rule else None) for each in figures()]
    at = min(asked.last, today)
    several = asked.project is None and list(projects.order_by("code"))
    return Report(
        asked=asked,
        pillars=[(p, [line for line in lines if line.figure.pillar == p]) for p in Pillar],
        spending=money.by_donor(one, first=asked.first, last=asked.last),
        funders=_funders(asked, agencies),
        targets=targets(asked, one, today=today),
        late_commitments=_late_commitments(at),
        late_deliverables=deliverables.overdue(Agreement.objects.all(), on=at).count(),
        by_project=months.by_project(census(asked), days(asked), several) if several else None,
    )


def targets(asked: Asked, projects: QuerySet[Project], *, today: date) -> list[Reached]:
    """What the targets of these days have reached since their first."""
    known = catalogue.indicators()
    found = []
    for target in frame.targets(projects, first=asked.first, last=asked.last):
        indicator = known.get(target.indicator)
        if indicator is None:
            continue
        last = min(asked.last, target.ends_on, today)
        theirs = replace(
            asked, first=target.starts_on, last=last, project=target.row.project,
        )  # fmt: skip
        value = fed(indicator.code, theirs)
        found.append(Reached(target, indicator, value, is_fed(indicator.code)))
    return found


def _late_commitments(on: date) -> int:
    """Past their day and not settled on that day, as the register says now."""
    due = Commitment.objects.filter(due_on__lt=on)
    return due.filter(state=Fulfilment.OPEN).count() + due.filter(settled_on__gt=on).count()


def _funders(asked: Asked, agencies: Iterable[Agency]) -> list[Funder]:
    """Of a project the ledger says no money: its payments do."""
    if asked.project is not None:
        return []
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for agency in [asked.agency] if asked.agency else agencies:
        for key, total in spent(agency).items():
            if key.month and key.month == asked.first and total.cost:
                sums[key.funder, key.currency] += total.cost
    return [Funder(*key, cost) for key, cost in sorted(sums.items())]
