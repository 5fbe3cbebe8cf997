from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.directory.enums import Weekday
from amparo.directory.models.service import Service


class Schedule(models.Model):
    """On which weekdays a service is open, from when to when."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="schedules")
    # Codes of `Weekday` with commas between, as HSDS writes them.
    days = models.CharField(_("days"), max_length=20)
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("hours"), _("hours")
        ordering = ["service", "id"]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "service", "days", "opens_at", "closes_at"}

    def __str__(self) -> str:
        return self.days

    @property
    def weekdays(self) -> list[Weekday]:
        return [Weekday(code) for code in self.days.split(",") if code in Weekday.values]
