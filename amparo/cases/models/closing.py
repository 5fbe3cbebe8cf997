"""How work on a case ended, and how it was taken up again: each time a row that stays."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.enums import Status
from amparo.cases.enums.closing import ClosingReason, ClosingState, ReopeningReason
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField


class Closing(SealedWithItsCase, models.Model):
    """Asked for by one with a reason, and approved by another before it counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closings")
    to_status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    reason = models.CharField(_("reason"), max_length=20, choices=ClosingReason.choices)
    words = SealedTextField(_("how it ends"))
    state = models.CharField(
        max_length=10, choices=ClosingState.choices, default=ClosingState.ASKED
    )
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answered_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)
    answer = SealedTextField(_("why it was returned"))
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("closing"), _("closings")
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="asked"), name="one_closing_waits"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by"))),
                name="closing_approved_by_another",
            ),
        ]

    class Privacy:
        identifying = {"words", "answer"}
        sensitive = {"case", "to_status", "reason", "asked_on", "answered_on"}
        open = {"id", "state", "asked_by", "answered_by", "recorded_at"}

    def __str__(self) -> str:
        return f"closing {self.pk}"


class Reopening(SealedWithItsCase, models.Model):
    """A closed case was taken up again: by whom, when, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reopenings")
    reason = models.CharField(_("reason"), max_length=20, choices=ReopeningReason.choices)
    words = SealedTextField(_("why it is taken up again"))
    reopened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reopened_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("reopening"), _("reopenings")
        ordering = ["-recorded_at"]

    class Privacy:
        identifying = {"words"}
        sensitive = {"case", "reason", "reopened_on"}
        open = {"id", "reopened_by", "recorded_at"}

    def __str__(self) -> str:
        return f"reopening {self.pk}"
