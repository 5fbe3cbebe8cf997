"""Which legal duties an agency's lawyer switched on, and whom they were told to."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.people.models.person import Person


class DutySwitch(models.Model):
    """The lawyer's word on one duty at one agency: from when, on what paper, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="duty_switches")
    code = models.CharField(_("legal duty"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    lawyer = models.CharField(_("lawyer who decided"), max_length=200)
    rests_on = models.CharField(_("what it rests on"), max_length=300)
    said_explicitly = models.BooleanField(default=False)
    switched_on = models.DateField(_("holds from"))
    switched_off_on = models.DateField(_("held until"), null=True, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    switched_off_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("legal duty"), _("legal duties")
        ordering = ["code", "-switched_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"],
                condition=Q(switched_off_on__isnull=True),
                name="duty_on_once",
            ),
            models.CheckConstraint(
                condition=Q(switched_off_on__isnull=True, switched_off_by__isnull=True)
                | Q(switched_off_on__gte=F("switched_on"), switched_off_by__isnull=False),
                name="duty_off_by_and_on",
            ),
            models.CheckConstraint(
                condition=~Q(lawyer="") & ~Q(rests_on=""), name="duty_rests_on_a_lawyer"
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id",
            "agency",
            "code",
            "version",
            "lawyer",
            "rests_on",
            "said_explicitly",
            "switched_on",
            "switched_off_on",
            "recorded_by",
            "switched_off_by",
        }

    def __str__(self) -> str:
        return f"legal duty {self.code}"


class DutyTold(models.Model):
    """That a person was told, before she spoke, what the worker would have to pass on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="duties_told")
    code = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("duty told"), _("duties told")
        ordering = ["-told_at"]
        indexes = [models.Index(fields=["person", "code"], name="duty_told_to")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"person", "code", "told_at"}
        open = {"id", "version", "told_by"}

    def __str__(self) -> str:
        return f"duty told {self.pk}"
