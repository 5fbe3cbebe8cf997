"""The audit log for its readers: a page of events, and whether the chain holds."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amparo.agencies.models import Agency, Member
from amparo.audit.models import AuditEvent

PAGE = 50


@dataclass(frozen=True)
class Line:
    sequence: int
    at: datetime
    verb: str
    who: str
    agency: str
    about: str
    fields: str
    detail: str


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    before: int | None


def verbs() -> list[str]:
    return list(AuditEvent.objects.values_list("verb", flat=True).distinct().order_by("verb"))


def page(*, before: int | None = None, verb: str = "") -> Page:
    """Fifty events, newest first. The log holds no names and no values, so neither does a page."""
    events = AuditEvent.objects.order_by("-sequence")
    if before is not None:
        events = events.filter(sequence__lt=before)
    if verb:
        events = events.filter(verb=verb)
    found = list(events[: PAGE + 1])
    shown = found[:PAGE]
    members = _names(Member, "display_name", {event.actor for event in shown})
    agencies = _names(Agency, "name", {event.actor_agency for event in shown})
    lines = [_line(event, members, agencies) for event in shown]
    return Page(lines, shown[-1].sequence if len(found) > PAGE else None)


def _names(model: Any, field: str, ids: set[str]) -> dict[str, str]:
    wanted = [one for one in ids if len(one) == 36]
    return {
        str(pk): name for pk, name in model.objects.filter(pk__in=wanted).values_list("pk", field)
    }


def _line(event: AuditEvent, members: dict[str, str], agencies: dict[str, str]) -> Line:
    detail = json.loads(event.detail)
    return Line(
        sequence=event.sequence,
        at=event.at,
        verb=event.verb,
        who=members.get(event.actor, event.actor),
        agency=agencies.get(event.actor_agency, ""),
        about=event.about,
        fields=", ".join(json.loads(event.fields)),
        detail=", ".join(f"{key}: {value}" for key, value in sorted(detail.items())),
    )
