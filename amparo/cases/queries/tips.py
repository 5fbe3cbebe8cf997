"""Who is on duty, what came in, and what is kept too long."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from amparo.agencies.enums import Role
from amparo.agencies.models import Member
from amparo.agencies.roles import Permission, permits
from amparo.cases.enums.tips import TipState
from amparo.cases.models import PublicLine, Shift, Tip
from amparo.core import clock

MOST = 200
ANSWERING = [role for role in Role if permits(role, Permission.ANSWER_TIPS)]


def the_hour() -> datetime:
    return clock.now().replace(minute=0, second=0, microsecond=0)


def on_duty() -> Shift | None:
    """The shift that covers this moment, of somebody who may still read what comes in."""
    now = clock.now()
    return (
        Shift.objects.filter(starts_at__lte=now, ends_at__gt=now)
        .filter(member__is_active=True, member__role__in=ANSWERING)
        .select_related("agency")
        .order_by("starts_at", "pk")
        .first()
    )


def tips_of(tips: QuerySet[Tip]) -> list[Tip]:
    """What waits first, then what is being looked at, then what is closed."""
    order = {state: place for place, state in enumerate(TipState)}
    return sorted(tips[:MOST], key=lambda tip: order[tip.state])


def lines() -> list[PublicLine]:
    return list(PublicLine.objects.all())


def operators(agency_id: Any) -> list[Member]:
    found = Member.objects.filter(agency_id=agency_id, is_active=True, role__in=ANSWERING)
    return list(found.order_by("display_name"))


def shifts_ahead(agency_id: Any) -> list[Shift]:
    ahead = Shift.objects.filter(agency_id=agency_id, ends_at__gt=clock.now())
    return list(ahead.select_related("member")[:MOST])


def takers(agency_id: Any) -> list[Member]:
    """Colleagues who can take a case that came by a tip."""
    found = Member.objects.filter(agency_id=agency_id, is_active=True).order_by("display_name")
    return [member for member in found if member.opens_cases]


def kept_long_enough() -> QuerySet[Tip]:
    """Closed for a month, or without a new word for as long as tips are kept at all."""
    now = clock.now()
    oldest = now - timedelta(days=settings.TIP_DAYS)
    closed = Q(state=TipState.CLOSED, closed_at__lt=now - timedelta(days=settings.TIP_CLOSED_DAYS))
    return Tip.objects.filter(closed | Q(last_words_in__lt=oldest))
