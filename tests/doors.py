"""Short ways to ask a door: who comes in, what is read with it, and what the log then says."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.http import Http404

from amparo.cases.models import Teammate
from tests.helpers import audit_events

DAY = timedelta(days=1)
BREAKS = {"reason": "health", "words": "The hospital calls."}


def opens(door: Callable, *words: Any, **named: Any) -> Any:
    """What the door gives; None where it says that nothing is there."""
    try:
        return door(*words, **named)
    except Http404:
        return None


def until(case: Any, member: Any, day: date) -> None:
    """She is on the team of this case until a day."""
    Teammate.objects.filter(case=case, member=member).update(until=day)


def is_read_with(row: Any, *paths: str) -> bool:
    """Whether these came in the same question, so that no door asks once a line."""
    for path in paths:
        held = row
        for name in path.split("__"):
            if name not in held._state.fields_cache:
                return False
            held = getattr(held, name)
    return True


def last_event() -> tuple:
    """What the log says of the last opening: verb, by whom, about what, fields, detail."""
    event = audit_events()[-1]
    detail = json.loads(event.detail)
    return event.verb, event.actor, event.about_id, json.loads(event.fields), detail


def an_event(verb: str, by: Any, about: Any, fields: Any = (), **detail: Any) -> tuple:
    return verb, str(by.pk), str(about.pk), sorted(fields), detail
