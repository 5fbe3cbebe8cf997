"""Papers for who must not learn why she travels, and under which name they go out."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.journeys.enums import Sheet
from amparo.journeys.models.sealing import SealedWithItsJourney


class NeutralName(models.Model):
    """Under which name and with which contact an agency writes to airlines and town halls."""

    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, related_name="neutral_name")
    name = models.CharField(_("name"), max_length=80)
    contact = models.CharField(_("telephone or address"), max_length=120)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("neutral name"), _("neutral names")

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "agency", "name", "contact", "version"}

    def __str__(self) -> str:
        return f"neutral name {self.pk}"


class OutsidePaper(SealedWithItsJourney, models.Model):
    """A sheet that went out: it lies with somebody else, and cannot be called back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(
        "journeys.Journey", on_delete=models.CASCADE, related_name="outside_papers"
    )
    kind = models.CharField(_("what for"), max_length=12, choices=Sheet.choices)
    to = SealedTextField(_("to whom"))
    # Of a cancellation: the sheet that it takes back.
    cancels = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="cancelled_by"
    )
    # What stands on it, as it went: the itinerary may change afterwards.
    content = SealedJSONField(default=dict)
    language = models.CharField(_("language"), max_length=5)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("paper that went out"), _("papers that went out")
        ordering = ["-made_at"]

    class Privacy:
        identifying = {"to", "content"}
        sensitive = {"journey", "kind", "cancels"}
        open = {"id", "language", "made_by", "made_at"}

    def __str__(self) -> str:
        return f"paper that went out {self.pk}"
