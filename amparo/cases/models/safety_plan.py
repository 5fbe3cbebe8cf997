"""What she will do to stay safe, made with her: version after version."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.enums.safety_plan import CardKind, MadeWith
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedJSONField, SealedTextField


class SafetyPlan(SealedWithItsCase, models.Model):
    """One version. Never changed: the next one stands beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="safety_plans")
    number = models.PositiveSmallIntegerField(_("version"))
    written_at = models.DateTimeField()
    written_on = models.DateField(_("written on"))
    written_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    made_with = models.CharField(_("how it was made"), max_length=10, choices=MadeWith.choices)
    # Part by part, in her words.
    parts = SealedJSONField(_("parts of the safety plan"), default=dict)
    # What she chose to carry on paper, if anything.
    card_kind = models.CharField(max_length=12, choices=CardKind.choices, blank=True)
    card_lines = SealedTextField(_("lines of the paper she carries"))
    card_phone = SealedTextField(_("number on the paper she carries"))
    next_due_on = models.DateField(_("to be looked at again by"))

    class Meta:
        verbose_name, verbose_name_plural = _("safety plan"), _("safety plans")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="safety_plan_number_once"),
            models.CheckConstraint(
                condition=Q(next_due_on__gte=F("written_on")), name="safety_plan_due_after_written"
            ),
        ]

    class Privacy:
        identifying = {"parts", "card_lines", "card_phone"}
        sensitive = {"case", "made_with", "card_kind", "next_due_on"}
        open = {"id", "number", "written_at", "written_on", "written_by"}

    def __str__(self) -> str:
        return f"safety plan {self.pk}"
