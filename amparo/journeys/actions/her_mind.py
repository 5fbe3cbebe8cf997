"""She does not want to go now: one press, and whoever was asked there is told that nobody comes."""

from typing import Any

from django.db import transaction

from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import preparing
from amparo.journeys.enums import JourneyEnding, JourneyState
from amparo.journeys.models import ChangeOfMind, Journey

# Somebody there knows of her. Who is on her way already is still met: that is called off by hand.
TOLD = frozenset({JourneyState.ASKED, JourneyState.REFUSED, JourneyState.AGREED})


@transaction.atomic
def change_mind(*, by: Any, journey: Journey) -> ChangeOfMind:
    """Keep her no, and call off what the other office was asked. They are never told why."""
    said = preparing.change_mind(by=by, journey=journey)
    if preparing.locked(journey).state in TOLD:
        journeys.call_off(by=by, journey=journey, ending=JourneyEnding.HER_MIND)
    return said
