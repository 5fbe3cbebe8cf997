"""What was opened in an emergency, for its review."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from amparo.audit.models import AuditEvent
from amparo.cases.models import BrokenGlass
from amparo.cases.wording import sentence

MOST = 200


@dataclass(frozen=True)
class Line:
    """One emergency: number, who, until when the review is due."""

    glass: BrokenGlass
    is_late: bool


@dataclass(frozen=True)
class Deed:
    at: datetime
    what: str


def lines(glasses: QuerySet[BrokenGlass], *, now: datetime) -> list[Line]:
    """What waits for a review, the longest waiting first."""
    found = glasses.select_related("case", "member").order_by("broken_at", "pk")[:MOST]
    return [Line(glass, now > glass.review_due_at) for glass in found]


def deeds(glass: BrokenGlass) -> list[Deed]:
    """What she did with the file in that hour, as the log says it."""
    events = AuditEvent.objects.filter(
        person=str(glass.case.person_id),
        actor=str(glass.member_id),
        at__gte=glass.broken_at,
        at__lte=glass.ends_at,
    ).order_by("sequence")
    return [Deed(each.at, sentence(each.verb, json.loads(each.detail))) for each in events[:MOST]]
