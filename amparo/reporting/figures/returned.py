"""Who came home, whose family came to her, and how a life rebuilt was accompanied to its end.

Of people who may be counted, each once, across journeys and records; of a project, those who got
something of it.
"""

from collections.abc import Iterable
from statistics import median

from django.utils.translation import gettext_lazy as _

from amparo.journeys.enums import Pathway
from amparo.journeys.enums.reintegration import Ending
from amparo.journeys.models import Reintegration
from amparo.journeys.queries import arrived as queries
from amparo.projects.enums import Pillar, Unit
from amparo.projects.feeding import Asked, Fed, feeds
from amparo.reporting.figures import figure
from amparo.reporting.figures.people import census, so_many

ON_HER_OWN = (Ending.GOES_ON, Ending.HER_WISH, Ending.ELSEWHERE)


def _days(asked: Asked) -> dict:
    days = {"first": asked.first, "last": asked.last}
    return days | {"agency": asked.agency, "project": asked.project}


def _arrived(asked: Asked, pathway: str) -> Fed:
    rows = queries.arrived(pathway, **_days(asked))
    return so_many(census(asked).once(rows.values_list("case__person_id", flat=True)))


@figure(
    "returns", _("Returns"),
    _("people who came home in the month by the account of who received them, each once"),
    room="journeys", pillar=Pillar.ASSISTANCE, unit=Unit.PEOPLE, page="journeys:journeys",
)  # fmt: skip
def returns(asked: Asked) -> Fed:
    return _arrived(asked, Pathway.RETURN)


@figure(
    "reunifications", _("Reunifications"),
    _("people whose family arrived in the month by the account of who received it, each once"),
    room="journeys", pillar=Pillar.ASSISTANCE, unit=Unit.PEOPLE, page="journeys:journeys",
)  # fmt: skip
def reunifications(asked: Asked) -> Fed:
    return _arrived(asked, Pathway.FAMILY)


def _ended(asked: Asked, outcomes: Iterable[str]) -> Fed:
    """By what is known at the end of the month: it weighs more than how it had ended."""
    rows = queries.ended(**_days(asked)).select_related("case")
    found = [each.case.person_id for each in rows if _outcome(each, asked) in outcomes]
    return so_many(census(asked).once(found))


def _outcome(held: Reintegration, asked: Asked) -> str:
    """What was known for the first time in these days; what was known before was counted then."""
    found = held.outcome_on(asked.last)
    is_older = held.again_on is not None and held.again_on < asked.first
    return "" if found == Ending.AGAIN and is_older else found


@figure(
    "reintegrations_ended", _("Reintegrations that ended"),
    _("people who went on by themselves, or with somebody else, or wanted it to end"),
    room="journeys", pillar=Pillar.ASSISTANCE, unit=Unit.PEOPLE,
)  # fmt: skip
def reintegrations_ended(asked: Asked) -> Fed:
    return _ended(asked, ON_HER_OWN)


@figure(
    "contact_lost", _("Contact lost"),
    _("people whom nobody reached any more, after everything was tried"),
    room="journeys", pillar=Pillar.ASSISTANCE, unit=Unit.PEOPLE,
)  # fmt: skip
def contact_lost(asked: Asked) -> Fed:
    return _ended(asked, (Ending.LOST,))


@figure(
    "trafficked_again", _("Trafficked again"),
    _("people of whom it was known in the month that they were trafficked again"),
    room="journeys", pillar=Pillar.ASSISTANCE, unit=Unit.PEOPLE,
)  # fmt: skip
def trafficked_again(asked: Asked) -> Fed:
    return _ended(asked, (Ending.AGAIN,))


@feeds("returns_in_order")
def returns_in_order(asked: Asked) -> Fed:
    """Of the returns that set out from here: an office that receives knows neither."""
    agreed = census(asked).agreed
    held = [each for each in queries.left_here(**_days(asked)) if each.case.person_id in agreed]
    people = census(asked).once(each.case.person_id for each in held)
    return Fed(sum(queries.was_in_order(each) for each in held), len(held), base=len(people))


@feeds("reunification_days")
def reunification_days(asked: Asked) -> Fed | None:
    """The median, of who arrived; who still waits stands on the page of delays."""
    agreed = census(asked).agreed
    rows = queries.arrived(Pathway.FAMILY, **_days(asked)).select_related("case")
    held = [each for each in rows if each.case.person_id in agreed]
    spans = [days for each in held if (days := queries.days_from_request(each)) is not None]
    people = census(asked).once(each.case.person_id for each in held)
    return Fed(round(median(spans)), base=len(people)) if spans else None
