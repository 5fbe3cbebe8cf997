"""Say what is free tonight."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.directory import policies
from amparo.directory.models import Capacity, Service

Said = dict[str, tuple[int, int | None]]


@transaction.atomic
def say(*, by: Any, service: Service, said: Said) -> Service:
    """Say for each group how many places are free, of how many. A group left out is forgotten."""
    held = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    policies.can_say_capacity(held, by=by).or_refuse()
    for available, maximum in said.values():
        policies.fits(available, maximum).or_refuse()
    held.capacities.all().delete()
    now = clock.now()
    Capacity.objects.bulk_create(
        Capacity(service=held, group=group, available=available, maximum=maximum, said_at=now)
        for group, (available, maximum) in said.items()
    )
    audit.record("capacity_said", by=by, about=held, fields=sorted(said))
    return held
