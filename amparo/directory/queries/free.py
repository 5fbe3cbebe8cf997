"""What is free, and how old that is. What is older than 48 hours is not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from amparo.directory import feeding
from amparo.directory.enums import Group
from amparo.directory.models import Capacity, Service
from amparo.directory.models.capacity import HOLDS

# A house for children without their family takes girls and boys; a search for a girl finds it.
TAKES = {
    Group.GIRLS: frozenset({Group.GIRLS, Group.CHILDREN_ALONE}),
    Group.BOYS: frozenset({Group.BOYS, Group.CHILDREN_ALONE}),
    Group.CHILDREN_ALONE: frozenset({Group.CHILDREN_ALONE, Group.GIRLS, Group.BOYS}),
}


def wide(group: str) -> frozenset[str]:
    return TAKES.get(Group(group), frozenset({Group(group)}))


@dataclass(frozen=True)
class Line:
    """What is said of one group. `available` is None where it is too old to be known."""

    group: Group
    available: int | None
    maximum: int | None
    said_at: datetime | None
    days: int | None


def lines(service: Service, *, now: datetime) -> list[Line]:
    found = {free.group: _line(free, now) for free in _said(service)}
    return [found[group] for group in Group.values if group in found]


def _said(service: Service) -> Iterable[feeding.Free]:
    if service.follows_beds:
        return feeding.free_at(service.agency)
    return [
        feeding.Free(row.group, row.available, row.maximum, row.said_at)
        for row in service.capacities.all()
    ]


def _line(free: feeding.Free, now: datetime) -> Line:
    known = holds(free.said_at, now)
    days = None if free.said_at is None else (now - free.said_at) // timedelta(days=1)
    return Line(Group(free.group), free.available if known else None, free.maximum,
                free.said_at, days)  # fmt: skip


def holds(said_at: datetime | None, now: datetime) -> bool:
    return said_at is not None and now - said_at <= HOLDS


def with_places(
    services: QuerySet[Service], *, group: str, now: datetime
) -> tuple[QuerySet, list[UUID]]:
    """Of which services somebody said in the last 48 hours that a place is free for a group: those
    that say so themselves, and those that follow beds."""
    said = Capacity.objects.filter(said_at__gte=now - HOLDS, available__gt=0)
    if group:
        said = said.filter(group__in=wide(group))
    following = services.filter(follows_beds=True).select_related("agency")
    free = [each.pk for each in following if _has_place(each, group, now)]
    return said.values("service"), free


def _has_place(service: Service, group: str, now: datetime) -> bool:
    groups = wide(group) if group else frozenset(Group.values)
    return any(line.available for line in lines(service, now=now) if line.group in groups)
