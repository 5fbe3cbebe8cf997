"""A shelter of an agency: who works in it, its units and its beds. Its address is nowhere here."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Agency, Member
from amparo.assistance.enums.shelter import Group, UnitKind


class Shelter(models.Model):
    """A house in which people sleep, under a name that does not give it away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="shelters")
    name = models.CharField(_("name used among colleagues"), max_length=60)
    # When somebody last gave or freed a bed, or said that the beds are as they stand here.
    beds_said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("shelter"), _("shelters")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="a_shelter_has_its_own_name")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"name"}
        open = {"id", "agency", "beds_said_at"}

    def __str__(self) -> str:
        return self.name


class ShelterStaff(models.Model):
    """A member who works in a shelter. Who is not named does not see who sleeps there."""

    shelter = models.ForeignKey(Shelter, on_delete=models.CASCADE, related_name="staff")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="works_in")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("shelter staff"), _("shelter staff")
        ordering = ["member__display_name"]
        constraints = [
            models.UniqueConstraint(fields=["shelter", "member"], name="once_on_the_staff")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"member"}
        open = {"id", "shelter", "since"}

    def __str__(self) -> str:
        return f"shelter staff {self.pk}"


class Unit(models.Model):
    """A room or a family unit, and whom the agency lets sleep there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shelter = models.ForeignKey(Shelter, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(_("name of the unit"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=UnitKind.choices)
    # Codes of `Group`.
    welcomes = models.JSONField(_("who may sleep there"), default=list)
    in_use = models.BooleanField(pgettext_lazy("of beds", "in use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("of a shelter", "unit")
        verbose_name_plural = pgettext_lazy("of a shelter", "units")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["shelter", "name"], name="a_unit_has_its_own_name")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"name", "welcomes"}
        open = {"id", "shelter", "kind", "in_use", "version"}

    def __str__(self) -> str:
        return self.name

    @property
    def welcomes_words(self) -> str:
        return ", ".join(str(group.label) for group in Group if group in self.welcomes)


class Bed(models.Model):
    """One bed. It holds one person at a time: see `BedUse`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="beds")
    label = models.CharField(_("bed"), max_length=20)
    in_use = models.BooleanField(pgettext_lazy("of beds", "in use"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("bed"), _("beds")
        ordering = ["unit__name", "label"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "label"], name="a_bed_has_its_own_label")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "unit", "label", "in_use"}

    def __str__(self) -> str:
        return self.label
