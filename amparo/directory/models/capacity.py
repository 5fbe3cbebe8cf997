from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.directory.enums import Group
from amparo.directory.models.service import Service

# What was said longer ago is not known any more.
HOLDS = timedelta(hours=48)


class Capacity(models.Model):
    """How many places of a service are free for a group, as somebody said at a moment."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="capacities")
    group = models.CharField(_("group"), max_length=20, choices=Group.choices)
    available = models.PositiveIntegerField(_("free"))
    maximum = models.PositiveIntegerField(_("of"), null=True, blank=True)
    said_at = models.DateTimeField(_("said at"))

    class Meta:
        verbose_name, verbose_name_plural = _("places free"), _("places free")
        ordering = ["service", "id"]
        indexes = [
            models.Index(fields=["group", "said_at", "available"], name="free_places_of_a_group")
        ]
        constraints = [
            models.UniqueConstraint(fields=["service", "group"], name="one_capacity_for_a_group"),
            models.CheckConstraint(
                condition=models.Q(maximum__isnull=True)
                | models.Q(available__lte=models.F("maximum")),
                name="no_more_free_than_there_are",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "service", "group", "available", "maximum", "said_at"}

    def __str__(self) -> str:
        return f"{self.group} {self.available}"

    def holds(self, now: datetime) -> bool:
        return now - self.said_at <= HOLDS
