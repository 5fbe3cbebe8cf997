"""What a person needs, domain by domain, on a day. Asked again, it stands beside the last."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedJSONField, SealedTextField


class NeedsAssessment(SealedWithItsCase, models.Model):
    """One conversation about her needs. It is never changed: the next one stands beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    assessed_on = models.DateField(_("asked on"))
    # Of the list of domains (`domains.py`).
    list_version = models.CharField(max_length=20)
    # By domain: its level, and what she said.
    answers = SealedJSONField(_("needs"), default=dict)
    note = SealedTextField(_("remarks"))
    assessed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("assessment of needs"), _("assessments of needs")
        ordering = ["-assessed_on", "-recorded_at"]

    class Privacy:
        identifying = {"answers", "note"}
        sensitive = {"case", "assessed_on"}
        open = {"id", "list_version", "assessed_by", "recorded_at"}

    def __str__(self) -> str:
        return f"assessment of needs {self.pk}"
