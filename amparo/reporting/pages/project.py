"""What a project did, on one page for whoever pays for it, as of the last month that is over."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amparo.organisations.models import Organisation
from amparo.projects.feeding import Asked
from amparo.projects.models import Project
from amparo.projects.queries import money
from amparo.projects.queries.money import Spent
from amparo.reporting.months import Month
from amparo.reporting.report import Reached, targets


@dataclass(frozen=True)
class OnePage:
    project: Project
    month: Month
    donors: list[Organisation]
    lines: list[Spent]
    given: Decimal
    spent: Decimal
    targets: list[Reached]

    @property
    def left(self) -> Decimal:
        return self.given - self.spent


def asked_for(project: Project, *, today: date) -> tuple[Month, Asked]:
    """The last month that is over, or the last of the project where that ended before."""
    month = Month.before(today)
    if project.ends_on < month.first:
        month = Month(project.ends_on.replace(day=1))
    return month, Asked(month.first, month.last, project=project)


def compose(project: Project, *, today: date) -> OnePage:
    """Everything up to the last day of that month, so that no running month can be read off."""
    month, asked = asked_for(project, today=today)
    lines = money.lines(project, until=month.last)
    given, spent = money.sums(lines)
    whole = Asked(min(project.starts_on, month.last), month.last, project=project, memo=asked.memo)
    one = Project.objects.filter(pk=project.pk)
    return OnePage(
        project, month, list(project.donors.all()), lines, given, spent,
        targets(whole, one, today=today),
    )  # fmt: skip
