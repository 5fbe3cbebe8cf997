from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0002_erased_row")]

    operations = [
        migrations.AlterField(
            model_name="import",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "Being brought in"),
                    ("done", "Brought in"),
                    ("undoing", "Being undone"),
                    ("undone", "Undone"),
                ],
                default="running",
                max_length=10,
            ),
        ),
    ]
