"""Digests of the counts themselves could be found by trying; the list of agencies by reading."""

import hashlib

from django.db import migrations


def digest_what_is_sealed(apps, _schema_editor):
    codes = sorted(apps.get_model("agencies", "Agency").objects.values_list("code", flat=True))
    for extract in apps.get_model("statistics", "Extract").objects.iterator():
        extract.tally_digest = hashlib.sha256(extract.sealed_tally.encode()).hexdigest()
        extract.agency_codes = codes
        extract.save(update_fields=["tally_digest", "agency_codes"])


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial"), ("agencies", "0001_initial")]
    operations = [migrations.RunPython(digest_what_is_sealed, migrations.RunPython.noop)]
