"""Who was given a case: by being on its team, by standing in for somebody, by an emergency.

Each of the three ends by itself: the door looks at the day (`on`) and at the clock (`at`).
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from amparo.cases.models import BrokenGlass, Case, Deputy, Teammate
from amparo.core import clock


def live_teams(on: date) -> QuerySet[Teammate]:
    return Teammate.objects.filter(Q(until__isnull=True) | Q(until__gte=on))


def live_deputies(on: date) -> QuerySet[Deputy]:
    live = Deputy.objects.filter(starts_on__lte=on, ends_on__gte=on, ended_at__isnull=True)
    return live.filter(absent__is_active=True)


def live_glasses(member: Any, *, at: datetime | None = None) -> QuerySet[BrokenGlass]:
    return BrokenGlass.objects.filter(member=member, ends_at__gt=at or clock.now())


def given_cases(member: Any, *, on: date | None = None, at: datetime | None = None) -> QuerySet:
    """The ids of the cases that were given to her. Three short look-ups, put together: joined by
    OR in one, PostgreSQL would read every team of the installation."""
    today = on or clock.today()
    away = live_deputies(today).filter(deputy=member).order_by().values("absent")
    return (
        live_teams(today)
        .filter(member=member)
        .values("case")
        .union(
            live_teams(today).filter(member__in=away).values("case"),
            live_glasses(member, at=at).order_by().values("case"),
        )
    )


def with_ways(
    cases: QuerySet[Case], member: Any, *, on: date | None = None, at: datetime | None = None
) -> QuerySet[Case]:
    """Each case with the way by which it opens to her."""
    today = on or clock.today()
    away = live_deputies(today).filter(deputy=member).order_by().values("absent")
    team = live_teams(today).filter(case=OuterRef("pk"))
    glass = live_glasses(member, at=at).filter(case=OuterRef("pk")).order_by("-ends_at")
    return cases.annotate(
        by_team=Exists(team.filter(member=member)),
        by_deputy=Exists(team.filter(member__in=away)),
        glass_until=Subquery(glass.values("ends_at")[:1]),
    )
