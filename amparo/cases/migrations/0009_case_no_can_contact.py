from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_safe_contact_of_the_person")]

    operations = [migrations.RemoveField(model_name="case", name="can_contact")]
