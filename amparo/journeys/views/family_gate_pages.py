"""On which page each gate of a family is opened."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.journeys.enums import FamilyGate as Gate
from amparo.journeys.policies.family_gates import shut_by
from amparo.journeys.views.gate_pages import Line

WORDS = {
    Gate.CONSENT: _("Record her answer"),
    Gate.SAFE: _("Assess her risk"),
    Gate.RELATIVES: _("Write down a relative"),
    Gate.ENTITLED: _("See the rule"),
    Gate.BEST_INTERESTS: _("Write down the determination"),
    Gate.ITINERARY: _("Write the itinerary"),
    Gate.ESCORT: _("Write down who travels with them"),
}


def line(journey: Any, standing: Any, facts: Any) -> Line:
    """Where a gate is opened: on the page of the relative who shuts it, if one does."""
    who = shut_by(standing.gate, facts)
    if who is None or standing.gate == Gate.ENTITLED:
        gate = standing.gate
        return Line(standing, url_of(journey, gate), WORDS.get(gate, ""))
    url = reverse("journeys:relative", args=[journey.case_id, journey.pk, who.relative.pk])
    return Line(standing, url, _("See this relative"))


def url_of(journey: Any, gate: Gate) -> str:
    """Nothing where the other office alone opens it."""
    one = [journey.case_id, journey.pk]
    found = {
        Gate.CONSENT: ("people:consents", [journey.case.person_id]),
        Gate.SAFE: ("cases:risk", [journey.case_id]),
        Gate.RELATIVES: ("journeys:relative_new", one),
        Gate.ENTITLED: ("journeys:family_rule", one),
        Gate.BEST_INTERESTS: ("cases:child", [journey.case_id]),
        Gate.ITINERARY: ("journeys:itinerary", one),
        Gate.ESCORT: ("journeys:record", [*one, "escort"]),
    }.get(gate)
    return reverse(found[0], args=found[1]) if found else ""
