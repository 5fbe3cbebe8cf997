from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("statistics", "0002_digests_of_what_is_sealed")]

    operations = [
        migrations.AddField(
            model_name="extract",
            name="sealed_records",
            field=models.BinaryField(null=True),
        ),
    ]
