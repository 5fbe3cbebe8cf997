"""Seal the headings that lay in the clear, and let doubts name columns by their number."""

import json

from django.db import migrations

from amparo.core import keystore, sealing
from amparo.core.fields import Sealed

LOT = 1000


def seal_headings(apps, schema_editor):
    model = apps.get_model("registers", "Import")
    plain = {}
    for brought in model.objects.values("pk", "agency_id", "state", "mapping", "columns"):
        plain[brought["pk"]] = _plain(brought["columns"])
        _number_columns(apps, brought["pk"], plain[brought["pk"]])
        is_gone = brought["state"] == "undone"
        _seal(model, brought, ("mapping", "columns"), is_gone=is_gone)
    saved = apps.get_model("registers", "SavedMapping")
    for mapping in saved.objects.values("pk", "agency_id", "rules"):
        try:
            keystore.get(mapping["pk"])
        except keystore.KeyMissing:
            keystore.create([mapping["pk"]])
        _seal(saved, mapping, ("rules",), is_gone=False)


def _plain(value):
    """What lay in the clear; nothing of what is sealed already."""
    text = str(value or "")
    return None if not text or text.startswith("s1.") else json.loads(text)


def _seal(model, row, names, *, is_gone):
    changed = {}
    for name in names:
        plain = _plain(row[name])
        if plain is None:
            continue
        token = ""
        if plain and not is_gone:
            version, key = keystore.get(row["pk"])
            token = sealing.seal(
                json.dumps(plain, ensure_ascii=False, sort_keys=True),
                key=key,
                version=version,
                agency_id=row["agency_id"],
                row_id=row["pk"],
                field=f"{model._meta.label_lower}.{name}",
            )
        changed[name] = Sealed(token)
    if changed:
        model.objects.filter(pk=row["pk"]).update(**changed)


def _number_columns(apps, import_id, columns):
    if columns is None:
        return
    at = {name[:200]: number for number, name in reversed(list(enumerate(columns)))}
    doubts = apps.get_model("registers", "Doubt").objects.filter(brought_id=import_id)
    for name in doubts.exclude(column="").values_list("column", flat=True).distinct().order_by():
        doubts.filter(column=name).update(at=at.get(name), column="")
    rows = apps.get_model("registers", "ImportRow").objects.filter(brought_id=import_id)
    lot = []
    for row in rows.exclude(rejected=[]).only("pk", "rejected").iterator(LOT):
        row.rejected = [
            [at.get(column[:200]) if isinstance(column, str) else column, reason]
            for column, reason in row.rejected
        ]
        lot.append(row)
        if len(lot) == LOT:
            rows.bulk_update(lot, ["rejected"])
            lot = []
    rows.bulk_update(lot, ["rejected"])


class Migration(migrations.Migration):
    dependencies = [("registers", "0004_sealed_headings")]

    operations = [migrations.RunPython(seal_headings, migrations.RunPython.noop, elidable=True)]
