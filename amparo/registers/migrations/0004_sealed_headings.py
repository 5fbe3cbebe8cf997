import amparo.core.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0003_import_undoing")]

    operations = [
        migrations.AlterField(
            "import", "mapping", amparo.core.fields.SealedJSONField(blank=True, default=dict)
        ),
        migrations.AlterField(
            "import", "columns", amparo.core.fields.SealedJSONField(blank=True, default=list)
        ),
        migrations.AlterField(
            "savedmapping", "rules", amparo.core.fields.SealedJSONField(blank=True, default=dict)
        ),
        migrations.AddField(
            "doubt", "at", models.PositiveIntegerField(blank=True, null=True)
        ),
    ]
