"""How dangerous it is now: a level for planning in four parts, each time anew."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.enums.risk import Level
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedJSONField, SealedTextField


def _level(words):
    return models.CharField(words, max_length=12, choices=Level.choices, default=Level.NOT_ASSESSED)


class RiskAssessment(SealedWithItsCase, models.Model):
    """One assessment. Never changed: at the next contact there is another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="risk_assessments")
    assessed_at = models.DateTimeField()
    assessed_on = models.DateField(_("assessed on"))
    assessed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    person = _level(_("risk of the person"))
    family = _level(_("risk of the family"))
    staff = _level(_("risk of the staff"))
    again = _level(_("risk of being trafficked again"))
    # Part by part, why the level was chosen.
    reasons = SealedJSONField(_("reasons"), default=dict)
    lessened_by = SealedTextField(_("what lessens it"))
    next_due_on = models.DateField(_("to be assessed again by"))
    # She was asked, and said that it is as before.
    unchanged = models.BooleanField(default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("risk assessment"), _("risk assessments")
        ordering = ["-assessed_at"]
        indexes = [models.Index(fields=["case", "assessed_at"], name="risk_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_due_on__gte=F("assessed_on")), name="risk_due_after_assessed"
            )
        ]

    class Privacy:
        identifying = {"reasons", "lessened_by"}
        sensitive = {"case", "person", "family", "staff", "again", "next_due_on", "unchanged"}
        open = {"id", "assessed_at", "assessed_on", "assessed_by"}

    def __str__(self) -> str:
        return f"risk assessment {self.pk}"
