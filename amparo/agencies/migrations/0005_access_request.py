"""A lost second factor becomes one kind of request for access. Rows stay where they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MEMBER = settings.AUTH_USER_MODEL
KINDS = [
    ("invitation", "Invite somebody new"),
    ("role", "Change a role"),
    ("restoring", "Give access back"),
    ("lost_factor", "Take a lost second factor away"),
    ("code", "Give a code for a second factor"),
]
STATES = [
    ("waiting", "Waits for a second yes"),
    ("confirmed", "Confirmed"),
    ("refused", "The second person said no"),
    ("lapsed", "Nobody answered in time"),
]
ROLES = [
    ("caseworker", "Caseworker"),
    ("coordinator", "Coordinator"),
    ("data_protection", "Data-protection focal point"),
    ("analyst", "Analyst"),
    ("approver", "Approver of releases"),
    ("editor", "Editor of analyses"),
    ("administrator", "Administrator"),
]


def someone(related="+", on_delete=django.db.models.deletion.PROTECT, **more):
    return models.ForeignKey(to=MEMBER, on_delete=on_delete, related_name=related, **more)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0004_factor_held_before")]

    operations = [
        migrations.RemoveConstraint("factorreset", "confirmed_by_somebody_else"),
        migrations.RenameModel("FactorReset", "AccessRequest"),
        migrations.RenameField("accessrequest", "confirmed_by", "answered_by"),
        migrations.RenameField("accessrequest", "confirmed_at", "answered_at"),
        migrations.AlterModelOptions(
            "accessrequest",
            {
                "ordering": ["-asked_at"],
                "verbose_name": "request for access",
                "verbose_name_plural": "requests for access",
            },
        ),
        migrations.AlterField(
            "accessrequest",
            "member",
            someone(
                "access_requests", django.db.models.deletion.CASCADE, null=True, blank=True
            ),
        ),
        # What was asked for so far were lost factors; nobody has answered until the next step.
        migrations.AddField(
            "accessrequest",
            "kind",
            models.CharField(max_length=20, choices=KINDS, default="lost_factor"),
            preserve_default=False,
        ),
        migrations.AddField(
            "accessrequest",
            "state",
            models.CharField(max_length=20, choices=STATES, default="waiting"),
        ),
        migrations.AddField(
            "accessrequest", "username", models.CharField(max_length=60, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "accessrequest", "display_name",
            models.CharField(max_length=120, blank=True, default=""), preserve_default=False,
        ),
        migrations.AddField(
            "accessrequest", "email", models.EmailField(max_length=254, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "accessrequest",
            "agency",
            models.ForeignKey(
                to="agencies.agency", on_delete=django.db.models.deletion.PROTECT,
                related_name="+", null=True, blank=True,
            ),
        ),
        migrations.AddField(
            "accessrequest", "role",
            models.CharField(max_length=20, choices=ROLES, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "accessrequest", "language", models.CharField(max_length=5, blank=True, default=""),
            preserve_default=False,
        ),
    ]
