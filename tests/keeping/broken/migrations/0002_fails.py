from django.db import migrations


def fail(apps, schema_editor):
    raise LookupError("a row that this migration did not expect")


class Migration(migrations.Migration):
    dependencies = [("broken", "0001_halfway")]
    operations = [migrations.RunPython(fail)]
