"""Papers that went out about a journey, and under which name."""

from datetime import date, time
from typing import Any

from amparo.agencies.models import Agency
from amparo.cases.queries import what_we_hold
from amparo.cases.queries.safety_plan import our_names
from amparo.journeys.enums import Sheet
from amparo.journeys.models import Journey, NeutralName, OutsidePaper
from amparo.journeys.queries import preparing
from amparo.people.models import Person
from amparo.people.queries.keeping import day_of

__all__ = ["neutral_name", "our_names", "outside", "paper_of", "ways"]


def neutral_name(agency: Agency) -> NeutralName | None:
    return NeutralName.objects.filter(agency=agency).first()


def outside(journey: Journey) -> list[OutsidePaper]:
    """What lies with others, the newest first; each knows whether it was cancelled."""
    rows = journey.outside_papers.select_related("made_by")
    found = preparing.of(journey, rows)
    cancelled = {each.cancels_id: each for each in found if each.cancels_id}
    for each in found:
        each.cancellation = cancelled.get(each.pk)
        each.may_be_cancelled = each.kind != Sheet.CANCELLATION and each.cancellation is None
    return found


def paper_of(journey: Journey, paper_id: Any) -> OutsidePaper | None:
    found = journey.outside_papers.filter(pk=paper_id).first()
    if found is not None:
        found.journey = journey
    return found


def ways(paper: OutsidePaper) -> list[dict[str, Any]]:
    """The legs as they went out, with days and hours to be written in the reader's way."""
    return [
        leg
        | {name: date.fromisoformat(leg[name]) for name in ("leaves_on", "arrives_on")}
        | {name: time.fromisoformat(leg[name]) for name in ("leaves_at", "arrives_at")}
        for leg in paper.content["legs"]
    ]


@what_we_hold.also_went
def _went_out(person: Person) -> list[what_we_hold.Gone]:
    """She is told to whom a paper about her way went, and that it was cancelled."""
    found = OutsidePaper.objects.filter(journey__case__person=person).order_by("made_at")
    return [
        what_we_hold.Gone(to=each.to, on=day_of(each.made_at), what=str(each.get_kind_display()))
        for each in found.select_related("journey__case__person", "journey__case__agency")
    ]
