"""On which page each gate is opened."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.journeys.enums import Gate

RECORDS = {
    Gate.DECISION: "interview",
    Gate.ASSESSMENT: "assessment",
    Gate.SAFE: "assessment",
    Gate.HOST: "host",
    Gate.HOST_NOT_FEARED: "host",
    Gate.FIT: "fitness",
    Gate.ESCORT: "escort",
}
OF_JOURNEY = {Gate.PAPERS: "journeys:papers", Gate.ITINERARY: "journeys:itinerary"}
OF_CASE = {
    Gate.REPRESENTED: "cases:child",
    Gate.BEST_INTERESTS: "cases:child",
    Gate.NO_BAN: "journeys:bans",
}
WORDS = {
    Gate.DECISION: _("Write down an interview"),
    Gate.CONSENT: _("Record her answer"),
    Gate.ASSESSMENT: _("Assess the return"),
    Gate.SAFE: _("Assess the return anew"),
    Gate.REPRESENTED: _("See who stands for the child"),
    Gate.NO_BAN: _("See what forbids that she leaves"),
    Gate.HOST: _("Write down what the other office found"),
    Gate.HOST_NOT_FEARED: _("Write down another host"),
    Gate.BEST_INTERESTS: _("Write down the determination"),
    Gate.PAPERS: _("See the travel papers"),
    Gate.FIT: _("Write down what the doctor found"),
    Gate.ITINERARY: _("Write the itinerary"),
    Gate.ESCORT: _("Write down who travels with her"),
}


@dataclass(frozen=True)
class Line:
    """A gate on the page: how it stands, and where it is opened."""

    standing: Any
    url: str
    words: Any


def line(journey: Any, standing: Any) -> Line:
    return Line(standing, url_of(journey, standing.gate), WORDS.get(standing.gate, ""))


def url_of(journey: Any, gate: Gate) -> str:
    """Nothing where only the other office can open it."""
    one = [journey.case_id, journey.pk]
    if gate in RECORDS:
        return reverse("journeys:record", args=[*one, RECORDS[gate]])
    if gate in OF_JOURNEY:
        return reverse(OF_JOURNEY[gate], args=one)
    if gate in OF_CASE:
        return reverse(OF_CASE[gate], args=[journey.case_id])
    if gate == Gate.CONSENT:
        return reverse("people:consents", args=[journey.case.person_id])
    return ""
