from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("people", "0006_packed_names")]

    operations = [migrations.DeleteModel(name="NameToken")]
