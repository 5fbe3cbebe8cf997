"""A service as one reader may see it: what pages and cards show is put together here, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amparo.agencies.models import Member
from amparo.core import clock
from amparo.directory import access
from amparo.directory.access import Whereabouts
from amparo.directory.enums import Tier, TraitKind
from amparo.directory.models import Service
from amparo.directory.queries import free
from amparo.directory.queries.free import Line


class NotPublic(ValueError):
    """What is not public was about to be shown to anybody. This is a mistake in the program."""


@dataclass(frozen=True)
class Shown:
    service: Service
    # Nothing where this reader may not know.
    whereabouts: Whereabouts | None
    needs: list[str]
    languages: list[str]
    groups: list[str]
    lines: list[Line]
    fresh: bool

    @property
    def whose(self) -> Any:
        """Whose it is; of a sealed one, others learn only through whom they ask for it."""
        return self.service.organisation if self.whereabouts else self.service.agency


def shown(member: Member, service: Service, *, now: datetime) -> Shown:
    lines = free.lines(service, now=now)
    return _put_together(service, access.whereabouts(member, service), lines, now)


def to_anybody(service: Service, *, now: datetime) -> Shown:
    """Without what is free: that somebody has a bed tonight is for whoever refers her."""
    if service.tier != Tier.PUBLIC:
        raise NotPublic("Only a public service is shown to anybody.")
    return _put_together(service, access.lies_at(service), [], now)


def _put_together(
    service: Service, whereabouts: Whereabouts | None, lines: list[Line], now: datetime
) -> Shown:
    labels: dict[str, list[str]] = {kind: [] for kind in TraitKind.values}
    for trait in service.traits.all():
        labels[trait.kind].append(trait.label)
    return Shown(
        service=service,
        whereabouts=whereabouts,
        needs=labels[TraitKind.NEED],
        languages=labels[TraitKind.LANGUAGE],
        groups=labels[TraitKind.GROUP],
        lines=lines,
        fresh=service.is_fresh(now.astimezone(clock.programme_zone()).date()),
    )
