"""Whoever holds a second factor, or lost one to two administrators, has held one."""

from django.db import migrations
from django.db.models import Q


def mark(apps, schema_editor):
    Member = apps.get_model("agencies", "Member")
    Authenticator = apps.get_model("mfa", "Authenticator")
    FactorReset = apps.get_model("agencies", "FactorReset")
    holding = Authenticator.objects.filter(type__in=["totp", "webauthn"]).values("user")
    lost = FactorReset.objects.filter(confirmed_at__isnull=False).values("member")
    Member.objects.filter(Q(pk__in=holding) | Q(pk__in=lost)).update(factor_held=True)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_access_ends"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
