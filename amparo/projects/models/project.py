"""A project: whose money, for how long, and which agencies work in it. It reaches no person."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.organisations.models import Organisation


class Project(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=300)
    grant = models.CharField(_("number of the grant"), max_length=100, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    currency = models.CharField(_("currency"), max_length=3)
    donors = models.ManyToManyField(Organisation, related_name="projects")
    # Whose members may say that a service belongs to it.
    agencies = models.ManyToManyField(Agency, related_name="projects")
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("project"), _("projects")
        ordering = ["-ends_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="a_project_ends_after_it_begins",
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "code", "name", "grant", "starts_on", "ends_on", "currency", "donors",
            "agencies", "recorded_by", "recorded_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("projects:project", args=[self.pk])
