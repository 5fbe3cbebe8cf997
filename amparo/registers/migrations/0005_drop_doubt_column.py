from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registers", "0004_seal_headings")]

    operations = [migrations.RemoveField("doubt", "column")]
