import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was written down before counts as written now: whoever was said to be another before
    is looked at once more."""

    dependencies = [("people", "0015_paper_tokens")]

    operations = [
        migrations.AddField(
            model_name="relatedperson",
            name="feared_since",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
    ]
