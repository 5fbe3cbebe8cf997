"""The form in which a donor wants a report, as it was uploaded once."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.organisations.models import Paper
from amparo.projects.models import Project


class DonorTemplate(models.Model):
    """A workbook with markers. Numbers go into a copy; the workbook itself stays as it came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="template")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="+")
    kept_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("template of a donor"), _("templates of donors")

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "project", "paper", "kept_by", "kept_at"}

    def __str__(self) -> str:
        return f"template of a donor {self.pk}"
