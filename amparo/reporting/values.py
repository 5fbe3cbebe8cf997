"""What each marker of a template stands for: the same numbers as on paper, by the same rule."""

from datetime import timedelta

from django.utils.translation import gettext as _

from amparo.projects.models import Project
from amparo.projects.queries import money
from amparo.reporting import rule
from amparo.reporting.months import Month
from amparo.reporting.report import Report
from amparo.reporting.rule import Out

A_DAY = timedelta(days=1)


def values(report: Report, project: Project) -> dict[str, Out]:
    return _about(report, project) | _figures(report) | _money(report, project) | _targets(report)


def _about(report: Report, project: Project) -> dict[str, Out]:
    month = Month(report.asked.first)
    return {
        "month": Out(month.code),
        "month_words": Out(str(month)),
        "project": Out(project.code),
        "project_name": Out(project.name),
        "grant": Out(project.grant),
        "currency": Out(project.currency),
        "donors": Out(", ".join(each.name for each in project.donors.all())),
    }


def _figures(report: Report) -> dict[str, Out]:
    return {
        line.figure.code: line.out or Out(not_kept() if not line.figure.is_kept else not_said())
        for line in report.lines
    }


def not_kept() -> str:
    return _("not kept yet")


def not_said() -> str:
    return _("not counted for this choice")


def _money(report: Report, project: Project) -> dict[str, Out]:
    """Payments of a project name nobody, so they leave as they are."""
    asked = report.asked
    until = money.lines(project, until=asked.last)
    before = {each.line.pk: each.spent for each in money.lines(project, until=asked.first - A_DAY)}
    given, spent = money.sums(until)
    month = spent - sum(before.values())
    found = {
        "budget": rule.number(given),
        "spent": rule.number(month),
        "spent_total": rule.number(spent),
        "left": rule.number(given - spent),
    }
    for each in until:
        line = f"line.{each.line.code}"
        found[f"{line}.budget"] = rule.number(each.line.amount)
        found[f"{line}.spent"] = rule.number(each.spent - before[each.line.pk])
        found[f"{line}.spent_total"] = rule.number(each.spent)
    return found


def _targets(report: Report) -> dict[str, Out]:
    found = {}
    for each in report.targets:
        code = each.indicator.code
        found[f"target.{code}"] = rule.number(each.target.goal)
        if each.target.baseline is not None:
            found[f"baseline.{code}"] = rule.number(each.target.baseline)
        found[f"actual.{code}"] = each.out or Out(not_kept())
    return found
