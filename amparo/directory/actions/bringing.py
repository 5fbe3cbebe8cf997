"""Bring services in from a file, and take them out as one."""

from datetime import datetime
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.directory import policies
from amparo.directory.actions import service as services
from amparo.directory.models import Bringing, Capacity, Service
from amparo.directory.queries import bringing as queries
from amparo.directory.queries import service as found
from amparo.directory.queries.bringing import NEW, Looked, Preview
from amparo.organisations.actions import organisation as organisations
from amparo.organisations.models import Organisation


@transaction.atomic
def hold(*, by: Any, content: bytes) -> Bringing:
    """Keep a file, sealed, until somebody has looked at what it would bring."""
    policies.can_keep(by=by).or_refuse()
    held = Bringing(agency=by.agency, brought_by=by, brought_at=clock.now())
    held.seal(content)
    held.save(force_insert=True)
    audit.record("directory_held", by=by, about=held)
    return held


@transaction.atomic
def drop(*, by: Any, bringing: Bringing) -> None:
    """Throw a file away that waited."""
    policies.can_keep(by=by).or_refuse()
    audit.record("directory_dropped", by=by, about=bringing)
    Bringing.objects.filter(pk=bringing.pk).delete()


@transaction.atomic
def drop_stale(*, by: Any, before: datetime) -> None:
    """Throw away what waited too long. It may name the street of a shelter."""
    for held in Bringing.objects.filter(brought_at__lt=before):
        audit.record("directory_dropped", by=by, about=held)
        held.delete()


@transaction.atomic
def bring(*, by: Any, bringing: Bringing, sector: str, level: str) -> Preview:
    """Record all that is new and sound in a file. What is here already is left as it is."""
    policies.can_keep(by=by).or_refuse()
    held = Bringing.objects.select_for_update().get(pk=bringing.pk)
    preview = queries.looked_at(held.content, by=by)
    for line in preview.lines:
        if line.outcome == NEW:
            _record(line, by, {"sector": sector, "level": level})
    held.delete()
    audit.record("directory_brought_in", by=by, detail={"new": preview.new})
    return preview


def _record(line: Looked, by: Any, of_new: dict[str, str]) -> None:
    entry = line.entry
    # An entry above may have brought the organisation along.
    known = line.organisation or queries.organisation_of(entry)
    organisation = known or _organisation(line, by, of_new)
    made = services.record(by=by, pk=entry.pk, organisation=organisation, **entry.facts)
    if line.organisation is not None and entry.assured_on:
        Service.objects.filter(pk=made.pk).update(verified_on=entry.assured_on)
    Capacity.objects.bulk_create(
        Capacity(service=made, group=group, available=free, maximum=most, said_at=said_at)
        for group, free, most, said_at in {row[0]: row for row in entry.capacities}.values()
    )


def _organisation(line: Looked, by: Any, of_new: dict[str, str]) -> Organisation:
    """Whoever offers it and is not known yet. Its services stand there as never verified."""
    said = line.entry.organisation
    # The register of organisations is read by everybody: of a shelter, only its state.
    coarse = line.sealed
    place = line.entry.facts["place"]
    return organisations.record(
        by=by,
        name=said["name"],
        short_name=said["alternate_name"][:60],
        place=found.coarse_place(place) if coarse else place,
        email="" if coarse else said["email"],
        website="" if coarse else said["website"],
        **of_new,
    )


@transaction.atomic
def take_out(*, by: Any, tier: str) -> None:
    """Log that somebody takes the services of a tier out as a file."""
    audit.record("directory_taken_out", by=by, fields=[tier])
