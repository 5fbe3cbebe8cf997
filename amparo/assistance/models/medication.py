"""What medicine she takes, and what became of each dose. One dose is written down once."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.assistance.enums.medication import DoseState
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField


class Medication(SealedWithItsCase, models.Model):
    """A medicine with its hours, for as long as it is taken. A change is a new one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="medications")
    what = SealedTextField(_("medicine"))
    dose = SealedTextField(_("dose"))
    # Hours of the day, such as ["08:00", "20:00"], by the clock of the agency.
    hours = models.JSONField(_("at what hours"), default=list)
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    prescribed_by = SealedTextField(_("prescribed by"))
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("medication"), _("medications")
        ordering = ["begins_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="medication_ends_after_it_begins",
            )
        ]

    class Privacy:
        identifying = {"what", "dose", "prescribed_by"}
        sensitive = {"case", "hours", "begins_on", "ends_on"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"medication {self.pk}"


class Dose(models.Model):
    """What became of the dose of one day and hour, and who says so."""

    SEALING_PATH = "medication__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    medication = models.ForeignKey(Medication, on_delete=models.CASCADE, related_name="doses")
    day = models.DateField(_("day"))
    hour = models.CharField(_("hour"), max_length=5)
    state = models.CharField(max_length=10, choices=DoseState.choices)
    note = SealedTextField(_("remarks"))
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("dose"), _("doses")
        ordering = ["-day", "-hour"]
        constraints = [
            models.UniqueConstraint(fields=["medication", "day", "hour"], name="a_dose_once")
        ]

    class Privacy:
        identifying = {"note"}
        sensitive = {"medication", "day", "hour", "state"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"dose {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.medication.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.medication.case.person_id
