"""Every write of this room: the shipped places go into the database, and nothing else does."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.taxonomy import gazetteer, policies, shipped
from amparo.taxonomy.models import BorderSegment, Place, PlaceAlias

CHANGEABLE = [f.name for f in Place._meta.concrete_fields if not f.primary_key]


@transaction.atomic
def load_places(*, by: Any) -> dict[str, int]:
    """Load the shipped places, aliases and border segments; run again, it changes nothing.

    A place that is no longer shipped stays, since records may point to it.
    """
    policies.can_load_places(by=by).or_refuse()
    counts = {"places": len(gazetteer.rows()), **_load_rows()}
    counts |= {"aliases": _load_aliases(), "segments": _load_segments()}
    touched = sum(counts[name] for name in ("added", "changed", "aliases", "segments"))
    if touched:
        audit.record("places_loaded", by=by, detail=counts)
    return counts


def _load_rows() -> dict[str, int]:
    held = {place.pk: place for place in Place.objects.all()}
    new, changed = [], []
    for row in gazetteer.rows().values():
        values = {name: getattr(row, name) for name in row._fields if name != "parent"}
        place = Place(
            **values,
            parent_id=row.parent,
            words_es=shipped.words(row.name_es),
            words_en=shipped.words(row.name_en),
        )
        if place.pk not in held:
            new.append(place)
        elif _values(place) != _values(held[place.pk]):
            changed.append(place)
    # Shipped in the order country, area, municipality, so a parent stands before its parts.
    Place.objects.bulk_create(new, batch_size=500)
    Place.objects.bulk_update(changed, CHANGEABLE, batch_size=200)
    return {"added": len(new), "changed": len(changed)}


def _values(place: Place) -> list[Any]:
    return [getattr(place, field.attname) for field in Place._meta.concrete_fields]


def _load_aliases() -> int:
    """Put the shipped other names in place of those held; tell how many differed."""
    wanted = {(code, name, kind) for code, name, kind in shipped.read("aliases.json")["aliases"]}
    held = set(PlaceAlias.objects.values_list("place_id", "name", "kind"))
    if wanted != held:
        PlaceAlias.objects.all().delete()
        PlaceAlias.objects.bulk_create(
            PlaceAlias(place_id=code, name=name, kind=kind, words=shipped.words(name))
            for code, name, kind in sorted(wanted)
        )
    return len(wanted ^ held)


def _load_segments() -> int:
    touched = 0
    for entry in shipped.read("segments.json")["segments"]:
        names = {"name_es": entry["name_es"], "name_en": entry["name_en"]}
        segment, _ = BorderSegment.objects.update_or_create(code=entry["code"], defaults=names)
        held = set(segment.municipalities.values_list("code", flat=True))
        if held != set(entry["municipalities"]):
            segment.municipalities.set(entry["municipalities"])
            touched += 1
    return touched
