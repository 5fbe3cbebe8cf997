from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amparo.core import clock
from amparo.journeys.access import delays as access
from amparo.journeys.enums import JourneyState, Pathway
from amparo.journeys.policies.delays import FEWEST, Delay
from amparo.journeys.queries import delays as queries
from amparo.taxonomy.queries import place_name

# The whole width of the picture, in its own units.
WIDE = 100


@dataclass(frozen=True)
class Bar:
    """Where the middle half lies, and the middle itself, on one scale for all."""

    left: float
    width: float
    middle: float


@require_safe
def delays(request):
    """How long each word takes, by the office that owes it; and how many went which way."""
    agencies = access.open_delays(request.member)
    journeys, today = queries.journeys_of(agencies), clock.today()
    found, totals = queries.delays(journeys, on=today), queries.totals(journeys)
    whole = longest([*found.together, *(one for each in found.offices for one in each.delays)])
    identified = totals.attribution.identified_in
    context = {
        "today": today,
        "fewest": FEWEST,
        "longest": whole,
        "together": rows(found.together, whole),
        "offices": [(each, where(each), rows(each.delays, whole)) for each in found.offices],
        "totals": totals,
        "ways": [(each.label, totals.ways[each]) for each in Pathway],
        "states": [(each.label, totals.states[each]) for each in JourneyState],
        "people": [
            *((each.label, totals.people[each]) for each in Pathway),
            (_("First the one way, then the other"), totals.people[queries.BOTH_WAYS]),
        ],
        "identified": [
            (place_name(code) if code else _("Country not recorded"), number)
            for code, number in identified.items()
        ],
    }
    return render(request, "journeys/delays.html", context)


def where(office: queries.OfOffice) -> str:
    return place_name(office.place) if office.place else ""


def longest(found: list[Delay]) -> int:
    """The right end of the scale."""
    return max([1, *(each.high for each in found if each.high is not None)])


def rows(found: list[Delay], whole: int) -> list[tuple[Delay, Bar | None]]:
    """The stretches that somebody has begun, each with its bar where enough stand behind."""
    return [(each, bar(each, whole)) for each in found if each.every]


def bar(delay: Delay, whole: int) -> Bar | None:
    if delay.low is None or delay.high is None or delay.middle is None:
        return None
    one = WIDE / whole
    return Bar(delay.low * one, max(1, (delay.high - delay.low) * one), delay.middle * one)
