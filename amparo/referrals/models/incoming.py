"""A referral that came in a package from another installation. Its words stay in the package."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.referrals.enums import Refusal
from amparo.referrals.enums.package import IncomingState
from amparo.referrals.models.package import ReceivedPackage


class Incoming(models.Model):
    """Somebody whom another office refers to us. No case of ours: one is begun by hand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    package = models.OneToOneField(
        ReceivedPackage, on_delete=models.PROTECT, related_name="incoming"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # Under this number the other office knows it.
    number = models.CharField(max_length=64)
    state = models.CharField(
        _("state"), max_length=12, choices=IncomingState.choices, default=IncomingState.WAITING
    )
    refusal = models.CharField(_("why"), max_length=12, choices=Refusal.choices, blank=True)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("referral received"), _("referrals received")
        ordering = ["-package__received_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=IncomingState.REFUSED) & ~Q(refusal="")
                | ~Q(state=IncomingState.REFUSED) & Q(refusal=""),
                name="incoming_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=False) | ~Q(state=IncomingState.STOPPED),
                name="incoming_stopped_on_a_day",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"state", "refusal"}
        open = {
            "id", "package", "agency", "number", "answered_by", "answered_at", "stopped_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"referral received {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("packages:incoming", args=[self.pk])
