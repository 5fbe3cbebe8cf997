"""What was given for what, and what is left of it: sums of one currency in each project."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from amparo.projects.models import BudgetLine, Project, Spending

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Spent:
    """A budget line with what was spent of it."""

    line: BudgetLine
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return self.line.amount - self.spent

    @property
    def percent(self) -> int:
        return int(100 * self.spent / self.line.amount)


@dataclass(frozen=True)
class OfDonor:
    """What was spent of a donor's money in one project."""

    donor: str
    project: str
    currency: str
    amount: Decimal


def lines(project: Project, *, until: date | None = None) -> list[Spent]:
    standing = Q(spending__struck_at__isnull=True)
    if until is not None:
        standing &= Q(spending__on__lte=until)
    rows = project.lines.select_related("donor").annotate(
        spent=Sum("spending__amount", filter=standing, default=NOTHING)
    )
    return [Spent(row, row.spent) for row in rows]


def sums(found: list[Spent]) -> tuple[Decimal, Decimal]:
    """Given and spent."""
    given = sum((each.line.amount for each in found), NOTHING)
    return given, sum((each.spent for each in found), NOTHING)


def payments(project: Project) -> QuerySet[Spending]:
    rows = Spending.objects.filter(line__project=project)
    return rows.select_related("line", "recorded_by")


def by_donor(projects: QuerySet[Project], *, first: date, last: date) -> list[OfDonor]:
    """Payments of these days, by who gave the money. Currencies are never added up."""
    rows = Spending.objects.filter(
        line__project__in=projects, struck_at__isnull=True, on__gte=first, on__lte=last
    )
    words = ("line__donor__name", "line__project__code", "line__project__currency")
    found = rows.order_by(*words).values_list(*words).annotate(Sum("amount"))
    return [OfDonor(*row) for row in found]
