"""What a person asked of those who keep her data, by when it must be answered, and how it was."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.enums.rights import Asks, CameBy, Standing
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField


class RightsRequest(SealedWithItsCase, models.Model):
    """Access, rectification, cancellation, opposition, and what goes with them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rights_requests")
    asks = models.CharField(_("what she asks for"), max_length=20, choices=Asks.choices)
    came_by = models.CharField(_("how it came"), max_length=20, choices=CameBy.choices)
    words = SealedTextField(_("in her words"))
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("to be answered by"))
    is_extended = models.BooleanField(default=False)
    standing = models.CharField(
        _("state"), max_length=10, choices=Standing.choices, default=Standing.OPEN
    )
    reason = SealedTextField(_("what she was told"))
    received_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("request of a person"), _("requests of a person")
        ordering = ["-received_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing=Standing.OPEN, answered_by__isnull=True)
                | (~Q(standing=Standing.OPEN) & Q(answered_by__isnull=False)),
                name="rights_request_answered_by",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("received_on")), name="rights_request_due_later"
            ),
        ]
        indexes = [models.Index(fields=["standing", "due_on"], name="rights_request_due")]

    class Privacy:
        identifying = {"words", "reason"}
        sensitive = {"case", "asks", "came_by", "received_on", "due_on", "standing", "answered_on"}
        open = {"id", "is_extended", "received_by", "answered_by"}

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.standing == Standing.OPEN
