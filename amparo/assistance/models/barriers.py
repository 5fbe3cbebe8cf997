"""Why a service was not reached: what stood in the way, of the service and never of her."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.assistance.enums.barriers import BarrierDone, BarrierKind
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField


class Barrier(SealedWithItsCase, models.Model):
    """What stood between her and a service on a day. What comes later stands beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="barriers")
    service = models.CharField(_("service"), max_length=60)
    kind = models.CharField(_("what stood in the way"), max_length=20, choices=BarrierKind.choices)
    met_on = models.DateField(_("on"))
    done = models.CharField(
        _("what was done"),
        max_length=20,
        choices=BarrierDone.choices,
        default=BarrierDone.NOTHING,
    )
    note = SealedTextField(_("remarks"))
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    # It was written down wrongly: it stays, struck, and is counted no more.
    struck_at = models.DateTimeField(null=True, editable=False)
    struck_by = models.ForeignKey(
        Member, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("barrier"), _("barriers")
        ordering = ["-met_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True)
                | Q(struck_at__isnull=False, struck_by__isnull=False),
                name="barrier_struck_by_and_at",
            )
        ]

    class Privacy:
        identifying = {"note"}
        sensitive = {"case", "service", "kind", "met_on", "done"}
        open = {"id", "recorded_by", "recorded_at", "struck_at", "struck_by"}

    def __str__(self) -> str:
        return f"barrier {self.pk}"
