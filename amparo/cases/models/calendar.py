"""The secret address by which a member's calendar finds the days on which something is due."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member


class CalendarFeed(models.Model):
    """One for a member at most. The address itself is nowhere: a digest under the key ring is."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    # The last day on which somebody asked by it: the log is told once a day.
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("calendar address"), _("calendar addresses")

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"digest"}
        open = {"id", "member", "made_at", "used_on"}

    def __str__(self) -> str:
        return f"calendar address {self.pk}"
