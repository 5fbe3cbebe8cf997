import amparo.core.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0030_conflict_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='blocks',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='letter',
            name='taken_out_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='void_words',
            field=amparo.core.fields.SealedTextField(blank=True, default='', verbose_name='how it is known that it was not sent'),
        ),
    ]
