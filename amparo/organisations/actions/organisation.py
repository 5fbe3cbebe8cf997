"""Write down with whom the programme works."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency
from amparo.core import clock
from amparo.organisations import policies
from amparo.organisations.models import Organisation
from amparo.organisations.queries import organisation as queries
from amparo.taxonomy.models import Place


@transaction.atomic
def record(
    *, by: Any, name: str, sector: str, level: str, place: Place | None = None, **facts: Any
) -> Organisation:
    """Record an organisation, once for each place."""
    known = queries.known(name, place=place.pk if place else None)
    policies.can_record(by=by, known=known).or_refuse()
    facts |= {"name": name, "sector": sector, "level": level, "place": place}
    organisation = Organisation(words=queries.folded(name), **facts)
    organisation.save(force_insert=True)
    audit.record("organisation_recorded", by=by, about=organisation, fields=sorted(facts))
    return organisation


@transaction.atomic
def change(*, by: Any, organisation: Organisation, **facts: Any) -> Organisation:
    """Write down anew what has changed about it."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    place = facts.get("place", held.place)
    known = queries.known(facts.get("name", held.name), place=place.pk if place else None, but=held)
    policies.can_record(by=by, known=known).or_refuse()
    changed = sorted(name for name, value in facts.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, facts[name])
    held.words = queries.folded(held.name)
    held.save()
    if changed:
        audit.record("organisation_changed", by=by, about=held, fields=changed)
    return held


@transaction.atomic
def end(*, by: Any, organisation: Organisation, on: date) -> Organisation:
    """It works no longer. Nothing of what it did goes."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    policies.can_end(held, by=by, on=on, today=clock.today()).or_refuse()
    held.ended_on = on
    held.save(update_fields=["ended_on"])
    audit.record("organisation_ended", by=by, about=held, fields=["ended_on"])
    return held


@transaction.atomic
def of_agency(*, by: Any, agency: Agency, sector: str, level: str) -> Organisation:
    """The organisation behind an agency of this installation, made where it is missing."""
    held = Organisation.objects.filter(agency=agency).first()
    if held is not None:
        return held
    return record(by=by, name=agency.name, sector=sector, level=level, agency=agency)
