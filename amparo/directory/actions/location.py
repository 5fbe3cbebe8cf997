"""Where a service is given beside its first place: write it down, take it away."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404

from amparo import audit
from amparo.directory import access, policies
from amparo.directory.actions import service as services
from amparo.directory.models import Service
from amparo.directory.models.location import Hours, as_texts
from amparo.taxonomy.models import Place


@transaction.atomic
def add(
    *,
    by: Any,
    service: Service,
    place: Place,
    street: str = "",
    postal_code: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    hours: Iterable[Hours] = (),
) -> Service:
    """Write down a further place. Of a sealed service it is sealed as the first one is."""
    held = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    lies_at = access.lies_at(held)
    policies.can_add_place(held, by=by, held=len(lies_at.elsewhere)).or_refuse()
    told = {
        "id": str(uuid4()), "place": place.pk, "street": street, "postal_code": postal_code,
        "latitude": latitude, "longitude": longitude, "hours": as_texts(hours),
    }  # fmt: skip
    services.give_at(held, [*lies_at.elsewhere, told])
    _record("service_place_added", by, held)
    return held


@transaction.atomic
def remove(*, by: Any, service: Service, location: UUID) -> Service:
    """Take a further place away: the service is given there no more."""
    held = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    policies.can_change(held, by=by).or_refuse()
    elsewhere = access.lies_at(held).elsewhere
    kept = [each for each in elsewhere if each["id"] != str(location)]
    if len(kept) == len(elsewhere):
        raise Http404
    services.give_at(held, kept)
    _record("service_place_removed", by, held)
    return held


def _record(verb: str, by: Any, service: Service) -> None:
    """Of a sealed service it is a change like any other, so that no place can be counted."""
    fields = services.fields_of(service, ["elsewhere"])
    verb = "service_changed" if service.is_sealed else verb
    audit.record(verb, by=by, about=service, fields=fields)
