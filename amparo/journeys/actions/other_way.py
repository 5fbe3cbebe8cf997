"""She takes the other way: what was begun is called off, and the other begins, or neither."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import steps
from amparo.journeys.enums import JourneyEnding
from amparo.journeys.models import Journey
from amparo.journeys.policies import journey as policies
from amparo.journeys.queries import steps as queries
from amparo.organisations.models import Organisation


@transaction.atomic
def switch(
    *, by: Any, journey: Journey, pathway: str, country: str, office: Organisation | None = None
) -> Journey:
    """Call the present journey off and begin the other way, with the same office or another one.
    Whoever was asked is told that nobody comes, and not why."""
    held = steps.held_for_change(journey)
    said = queries.said(held)
    policies.can_switch(held, said, by=by, pathway=pathway).or_refuse()
    journeys.call_off(by=by, journey=held, ending=JourneyEnding.OTHER_WAY)
    begun = journeys.begin(
        by=by, case=held.case, office=office or held.office, pathway=pathway, country=country
    )
    detail = {"to": str(pathway), "from": str(held.pathway)}
    audit.record("journey_way_switched", by=by, about=begun, detail=detail)
    return begun
