"""The log knows which letters were taken out before there was a place for it, and when first."""

from django.db import migrations
from django.db.models import Min


def remember(apps, schema_editor):
    events = apps.get_model("audit", "AuditEvent").objects.filter(verb="letter_taken_out")
    letters = apps.get_model("cases", "Letter").objects.filter(taken_out_at__isnull=True)
    for letter, first in events.values_list("about_id").annotate(first=Min("at")):
        letters.filter(pk=letter).update(taken_out_at=first)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_event_by_agency"), ("cases", "0031_letter_taken_out")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
