"""Sessions of before end: their keys lay in clear. Everybody signs in once more."""

from django.db import migrations


def end(apps, schema_editor):
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("agencies", "0008_session"), ("sessions", "0001_initial")]

    operations = [migrations.RunPython(end, migrations.RunPython.noop)]
