"""A further place where a service is given: HSDS calls it a location.

Of a sealed service no row stands here, not even how many there would be: all of it lies sealed with
the service.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.directory.enums import Weekday
from amparo.directory.models.service import Service
from amparo.taxonomy.models import Place
from amparo.taxonomy.queries import place_path

Hours = tuple[str, time | None, time | None]


def as_texts(hours: Iterable[Hours]) -> list[list[str]]:
    """Lines of hours as they lie in clear and sealed alike."""
    return [
        [days, *(f"{at:%H:%M}" if at else "" for at in (opens, closes))]
        for days, opens, closes in hours
    ]


class Location(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="locations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    # Lines of days, opening and closing, as texts: they lie in the seal in the same form.
    hours = models.JSONField(_("hours"), default=list, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("further place"), _("further places")
        ordering = ["service", "place", "street", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="further_place_point_whole",
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"street", "postal_code", "latitude", "longitude"}
        open = {"id", "service", "place", "hours"}

    def __str__(self) -> str:
        return f"further place {self.pk}"

    @property
    def facts(self) -> dict[str, Any]:
        """As it is handed on, and as it lies sealed."""
        return {
            "id": str(self.pk), "place": self.place_id, "street": self.street,
            "postal_code": self.postal_code, "latitude": self.latitude,
            "longitude": self.longitude, "hours": self.hours,
        }  # fmt: skip


@dataclass(frozen=True)
class At:
    """A further place as a page shows it, wherever it was read from."""

    id: str
    place: str
    street: str
    postal_code: str
    latitude: float | None
    longitude: float | None
    hours: list[list[str]]

    @property
    def where(self) -> str:
        return place_path(self.place)

    @property
    def lines(self) -> list[tuple[list[Any], str, str]]:
        """The days of each line in words, and from when to when."""
        return [
            ([Weekday(day).label for day in days.split(",") if day in Weekday.values], *times)
            for days, *times in self.hours
        ]
