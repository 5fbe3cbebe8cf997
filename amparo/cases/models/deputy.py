"""Who stands in for a member while she is away."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member


class Deputy(models.Model):
    """From one day to another, a colleague opens the cases of who is away."""

    absent = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    deputy = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    set_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("deputy"), _("deputies")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="deputy_days_in_order", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="nobody_stands_in_for_herself", condition=~Q(deputy=F("absent"))
            ),
        ]
        indexes = [models.Index(fields=["deputy", "ends_on"], name="deputy_until")]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "absent", "deputy", "starts_on", "ends_on", "set_by", "ended_at"}

    def __str__(self) -> str:
        return f"deputy {self.pk}"
