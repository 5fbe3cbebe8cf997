"""What a project did for many at once: a training, a meeting, a campaign. It reaches no person."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.organisations.models import Organisation
from amparo.projects.enums import ActivityKind
from amparo.projects.models.project import Project
from amparo.taxonomy.models import Place


class Activity(models.Model):
    """Done once, in one project or in several. A wrong one is struck and stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    projects = models.ManyToManyField(Project, related_name="activities")
    kind = models.CharField(_("kind"), max_length=12, choices=ActivityKind.choices)
    title = models.CharField(_("what was done"), max_length=200)
    on = models.DateField(_("day"))
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    with_whom = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Counted at the door: who comes twice counts twice. None: nobody counted.
    came = models.PositiveIntegerField(_("how many came"), null=True)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("activity"), _("activities")
        ordering = ["-on", "-recorded_at"]
        indexes = [models.Index(fields=["on", "kind"], name="activities_of_days")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True, struck_by__isnull=True)
                | models.Q(struck_at__isnull=False, struck_by__isnull=False),
                name="an_activity_is_struck_by_somebody",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "projects", "kind", "title", "on", "place", "with_whom", "came", "recorded_by",
            "recorded_at", "struck_by", "struck_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"activity {self.pk}"
