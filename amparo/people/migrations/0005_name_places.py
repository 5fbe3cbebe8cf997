import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("agencies", "0002_factor_reset"),
        ("people", "0004_keeping"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given", models.PositiveIntegerField(default=0)),
                ("agency", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="agencies.agency")),
            ],
            options={"db_table": "people_name_block"},
        ),
        migrations.CreateModel(
            name="NamePlace",
            fields=[
                ("person", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="name_place", serialize=False, to="people.person")),
                ("number", models.BigIntegerField(unique=True)),
            ],
            options={"db_table": "people_name_place"},
        ),
        migrations.CreateModel(
            name="NameBearers",
            fields=[
                ("pk", models.CompositePrimaryKey("token", "block_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("token", models.BigIntegerField()),
                ("places", models.BinaryField()),
                ("block", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="bearers", to="people.nameblock")),
            ],
            options={"db_table": "people_name_bearers"},
        ),
    ]
