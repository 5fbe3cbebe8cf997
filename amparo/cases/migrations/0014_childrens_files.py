from datetime import date

from django.db import migrations

GROWN_UP = 18


def close_childrens_files(apps, schema_editor):
    """By the year of birth, which lies open. What only a sealed date says, the clock finds."""
    Case = apps.get_model("cases", "Case")
    born = date.today().year - GROWN_UP
    Case.objects.filter(named_only=False, person__birth_year__gte=born).update(named_only=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_need_to_know")]
    operations = [migrations.RunPython(close_childrens_files, migrations.RunPython.noop)]
