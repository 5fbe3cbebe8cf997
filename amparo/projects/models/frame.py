"""The log-frame: what a project wants to change, and by which indicators that is read."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.projects.enums import Disaggregation, Level
from amparo.projects.models.project import Project


class FrameRow(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="rows")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    number = models.CharField(_("number"), max_length=20)
    text = models.CharField(_("text"), max_length=500)
    assumption = models.CharField(_("what it takes for granted"), max_length=500, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("row of a log-frame"), _("rows of a log-frame")
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "level", "number"], name="one_row_of_a_number_and_level"
            ),
            models.CheckConstraint(
                condition=models.Q(level=Level.GOAL, parent__isnull=True)
                | (~models.Q(level=Level.GOAL) & models.Q(parent__isnull=False)),
                name="a_goal_stands_above_all_rows",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "project", "parent", "level", "number", "text", "assumption"}

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class Target(models.Model):
    """An indicator of a row: where it began, where it is to be, and from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    row = models.ForeignKey(FrameRow, on_delete=models.PROTECT, related_name="targets")
    indicator = models.CharField(_("indicator"), max_length=60)
    # Nothing: nobody measured before.
    baseline = models.DecimalField(
        _("baseline"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    goal = models.DecimalField(_("target"), max_digits=12, decimal_places=2)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    disaggregations = models.JSONField(_("broken down by"), default=list)
    source = models.CharField(_("where it is read"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("target"), _("targets")
        ordering = ["row__number", "indicator", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "indicator", "starts_on"], name="one_target_of_an_indicator"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="a_target_ends_after_it_begins",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "row", "indicator", "baseline", "goal", "starts_on", "ends_on",
            "disaggregations", "source",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"target {self.pk}"

    @property
    def asked_by(self) -> list[str]:
        return [str(Disaggregation(code).label) for code in self.disaggregations]
