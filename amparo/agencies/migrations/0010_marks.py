from django.db import migrations, models

from amparo.core import marks

MEMBER = (
    "id", "username", "display_name", "email", "password", "agency_id", "role", "is_active",
    "factor_held",
)  # fmt: skip
REQUEST = (
    "id", "kind", "member_id", "username", "display_name", "email", "agency_id", "role",
    "language", "asked_by_id", "asked_at", "state",
)  # fmt: skip


def mark_all(apps, schema_editor):
    """What stands there on this day is taken for ours; what is written later by others is not."""
    for name, marked in (("Member", MEMBER), ("AccessRequest", REQUEST)):
        model = apps.get_model("agencies", name)
        for row in model.objects.all():
            values = [getattr(row, each) for each in marked]
            model.objects.filter(pk=row.pk).update(
                mark=marks.mark(f"agencies.{name.lower()}", values)
            )
    factors = apps.get_model("mfa", "Authenticator")
    for factor in factors.objects.all():
        said = {name: value for name, value in factor.data.items() if name != "mark"}
        right = marks.mark("factor", [factor.user_id, factor.type, said])
        factors.objects.filter(pk=factor.pk).update(data=said | {"mark": right})


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0009_no_open_sessions"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.AddField(
            "member", "mark", models.CharField(default="", editable=False, max_length=64)
        ),
        migrations.AddField(
            "accessrequest", "mark", models.CharField(default="", editable=False, max_length=64)
        ),
        migrations.RunPython(mark_all, migrations.RunPython.noop),
    ]
