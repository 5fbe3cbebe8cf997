"""What was opened in an emergency, for its review."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from amparo.agencies.models import Member
from amparo.audit.models import AuditEvent
from amparo.cases.models import BrokenGlass, Case
from amparo.cases.wording import WITHHELD, sentence

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


@dataclass(frozen=True)
class Attempt:
    """Something withheld: from whom, and of which case by its number; never whose name it was."""

    at: datetime
    who: str
    what: str
    number: str


def attempts(events: QuerySet[AuditEvent]) -> list[Attempt]:
    """The newest first."""
    found = list(events.order_by("-sequence")[:MOST])
    who = {
        str(pk): name
        for pk, name in Member.objects.filter(pk__in={each.actor for each in found}).values_list(
            "pk", "display_name"
        )
    }
    about = {each.about_id for each in found if each.about == "cases.case"}
    numbers = {str(case.pk): case.shown_number for case in Case.objects.filter(pk__in=about)}
    return [
        Attempt(
            each.at,
            who.get(each.actor, ""),
            str(WITHHELD[each.verb]),
            numbers.get(each.about_id, ""),
        )
        for each in found
    ]


def deeds(glass: BrokenGlass) -> list[Deed]:
    """What she did with the file in that hour, as the log says it."""
    events = AuditEvent.objects.filter(
        person=str(glass.case.person_id),
        actor=str(glass.member_id),
        at__gte=glass.broken_at,
        at__lte=glass.ends_at,
    ).order_by("sequence")
    return [Deed(each.at, sentence(each.verb, json.loads(each.detail))) for each in events[:MOST]]
