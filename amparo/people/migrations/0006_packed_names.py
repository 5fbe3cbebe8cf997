"""Pack the tokens of people: one row for each token and block instead of one for each word.

The form of an entry is written down here once more, so that this stays as it was.
"""

import struct
from collections import Counter, defaultdict

from django.db import migrations

BLOCK, PLACE_BITS, TOKEN_BITS, MOST = 8192, 13, 8, 8


def pack(apps, schema_editor):
    using = schema_editor.connection.alias
    Agency, Person = apps.get_model("agencies", "Agency"), apps.get_model("people", "Person")
    for agency_id in Agency.objects.using(using).values_list("pk", flat=True):
        people = Person.objects.using(using).filter(agency_id=agency_id).order_by("pk")
        ids = list(people.values_list("pk", flat=True)[:BLOCK])
        while ids:
            _pack_block(apps, using, agency_id, _without_place(apps, using, ids))
            ids = list(people.filter(pk__gt=ids[-1]).values_list("pk", flat=True)[:BLOCK])


def _without_place(apps, using, ids):
    """Who was packed by an earlier run has a place."""
    NamePlace, packed = apps.get_model("people", "NamePlace"), set()
    for start in range(0, len(ids), 1000):
        held = NamePlace.objects.using(using).filter(person_id__in=ids[start : start + 1000])
        packed |= set(held.values_list("person_id", flat=True))
    return [person_id for person_id in ids if person_id not in packed]


def _pack_block(apps, using, agency_id, ids):
    if not ids:
        return
    names = ("NameToken", "NameBlock", "NamePlace", "NameBearers")
    NameToken, NameBlock, NamePlace, NameBearers = (apps.get_model("people", n) for n in names)
    block = NameBlock.objects.using(using).create(agency_id=agency_id, given=len(ids))
    places = {person_id: place for place, person_id in enumerate(ids)}
    NamePlace.objects.using(using).bulk_create(
        [NamePlace(person_id=i, number=block.pk << PLACE_BITS | p) for i, p in places.items()],
        batch_size=1000,
    )
    rows = []
    for start in range(0, len(ids), 1000):
        kept = NameToken.objects.using(using).filter(person_id__in=ids[start : start + 1000])
        rows += kept.values_list("token", "person_id")
    # While keys are rotated somebody has tokens under two of them; each index counts its own.
    held = Counter((person_id, token >> TOKEN_BITS) for token, person_id in rows)
    entries = defaultdict(list)
    for token, person_id in rows:
        tokens = min(held[person_id, token >> TOKEN_BITS], MOST)
        entries[token].append((tokens - 1) << PLACE_BITS | places[person_id])
    NameBearers.objects.using(using).bulk_create(
        [
            NameBearers(token=t, block_id=block.pk, places=struct.pack(f"<{len(e)}H", *sorted(e)))
            for t, e in entries.items()
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [("people", "0005_name_places"), ("agencies", "0002_factor_reset")]

    # Back is not offered: `amparo upgrade` puts the backup back when something fails.
    operations = [migrations.RunPython(pack)]
