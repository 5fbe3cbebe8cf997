"""Who was trained in which procedure of identification: when, by whom, and until when it holds."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member


class Training(models.Model):
    """Said by a colleague who answers for it, never by herself. It holds until its last day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="trainings")
    # Every version of one procedure: who learned it learned what it asks, not its number.
    procedure = models.CharField(_("procedure"), max_length=40)
    trained_on = models.DateField(_("trained on"))
    trained_by = models.CharField(_("who trained"), max_length=200)
    valid_until = models.DateField(_("holds until"))
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("training"), _("trainings")
        ordering = ["-valid_until", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="training_days_in_order", condition=Q(valid_until__gte=F("trained_on"))
            ),
            models.CheckConstraint(
                name="nobody_says_that_she_was_trained", condition=~Q(recorded_by=F("member"))
            ),
        ]
        indexes = [models.Index(fields=["member", "procedure"], name="training_of_member")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"member", "procedure", "trained_on", "trained_by", "valid_until"}
        open = {"id", "recorded_by", "recorded_at", "ended_at"}

    def __str__(self) -> str:
        return f"training {self.pk}"
