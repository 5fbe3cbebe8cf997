"""People of the month, each once, and only those who agreed to be counted."""

from django.utils.translation import gettext_lazy as _

from amparo.projects.enums import Pillar, Unit
from amparo.projects.feeding import Asked, Fed, feeds
from amparo.reporting.figures import figure
from amparo.statistics import months
from amparo.statistics.months import Census, Course, Days


def days(asked: Asked) -> Days:
    return Days(asked.first, asked.last, asked.agency, asked.project)


def census(asked: Asked) -> Census:
    """Read once for each last day of a report."""
    key = ("census", asked.last)
    if key not in asked.memo:
        asked.memo[key] = Census.of(asked.last)
    return asked.memo[key]


def course(asked: Asked) -> Course:
    key = ("course", days(asked))
    if key not in asked.memo:
        asked.memo[key] = months.course(census(asked), days(asked))
    return asked.memo[key]


def so_many(people: set) -> Fed:
    return Fed(len(people), base=len(people))


@figure(
    "new", _("New people"), _("people whose first case was opened in the month"),
    room="cases", pillar=Pillar.ASSISTANCE, unit=Unit.PEOPLE, page="cases:caseload",
)  # fmt: skip
def new(asked: Asked) -> Fed:
    return so_many(course(asked).new)


@figure(
    "continuing", _("People with whom work continues"),
    _("people whose first case was opened before the month and was open in it"),
    room="cases", pillar=Pillar.ASSISTANCE, unit=Unit.PEOPLE, page="cases:caseload",
)  # fmt: skip
def continuing(asked: Asked) -> Fed:
    return so_many(course(asked).continuing)


@figure(
    "closed", _("People whose work was closed"),
    _("people with a case closed in the month and none open at its end"),
    room="cases", pillar=Pillar.ASSISTANCE, unit=Unit.PEOPLE, page="cases:caseload",
)  # fmt: skip
def closed(asked: Asked) -> Fed:
    return so_many(course(asked).closed)


@figure(
    "people_assisted", _("People assisted"), _("people with a service in the month, each once"),
    room="assistance", pillar=Pillar.ASSISTANCE, unit=Unit.PEOPLE,
)  # fmt: skip
@feeds("people_assisted")
def people_assisted(asked: Asked) -> Fed:
    return so_many(months.served(census(asked), days(asked)))


@figure(
    "services_given", _("Services given"), _("services given in the month that still stand"),
    room="assistance", pillar=Pillar.ASSISTANCE,
)  # fmt: skip
@feeds("services_given")
def services_given(asked: Asked) -> Fed:
    base = len(months.served(census(asked), days(asked)))
    return Fed(months.services(census(asked), days(asked)), base=base)
