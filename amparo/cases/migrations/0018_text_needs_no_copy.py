"""Of documents that came before cleaning, plain text needs none; of the others the original alone
is kept, as they came."""

from django.db import migrations


def say_so(apps, schema_editor):
    documents = apps.get_model("cases", "Document").objects.using(schema_editor.connection.alias)
    documents.filter(file_type="txt").update(cleaning="plain")


class Migration(migrations.Migration):
    dependencies = [('cases', '0017_document_copies')]
    operations = [migrations.RunPython(say_so, migrations.RunPython.noop)]
