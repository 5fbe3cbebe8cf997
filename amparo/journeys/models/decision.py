"""What she decides about a return, in her words and day by day. Nothing of it is ever changed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.core.fields import SealedTextField
from amparo.journeys.enums import SheSays
from amparo.journeys.models.sealing import SealedWithItsJourney


class DecisionInterview(SealedWithItsJourney, models.Model):
    """What she was told, how long she wanted to think, and what she says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(
        "journeys.Journey", on_delete=models.CASCADE, related_name="interviews"
    )
    held_on = models.DateField(_("held on"))
    language = models.CharField(_("language used"), max_length=10)
    interpreter = models.BooleanField(_("through an interpreter"), default=False)
    # Codes of `Option`: those that were explained on this day.
    told = models.JSONField(_("what was explained"), default=list)
    assistance_goes_on = models.BooleanField(_("told that assistance goes on"), default=False)
    reflection_until = models.DateField(_("she thinks about it until"), null=True, blank=True)
    says = models.CharField(_("what she says"), max_length=10, choices=SheSays.choices)
    words = SealedTextField(_("in her words"))
    child_view = SealedTextField(_("the child's own view"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("decision interview"), _("decision interviews")
        ordering = ["-held_on", "-recorded_at"]

    class Privacy:
        identifying = {"words", "child_view"}
        sensitive = {
            "journey", "held_on", "language", "interpreter", "told", "assistance_goes_on",
            "reflection_until", "says",
        }  # fmt: skip
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"decision interview {self.pk}"


class ChangeOfMind(models.Model):
    """She does not want to go now. No reason is asked, and none can be kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(
        "journeys.Journey", on_delete=models.CASCADE, related_name="changes_of_mind"
    )
    said_on = models.DateField(_("said on"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("change of mind"), _("changes of mind")
        ordering = ["-recorded_at"]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"journey", "said_on"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"change of mind {self.pk}"
