from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registers", "0005_seal_headings")]

    operations = [migrations.RemoveField("doubt", "column")]
