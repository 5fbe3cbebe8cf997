"""A built analysis: which place, which cut-off, and the digests of its files."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member


class Analysis(models.Model):
    """One building of the analysis of a place. Built again on the same day it is the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place_code = models.CharField(_("place"), max_length=12)
    language = models.CharField(_("language"), max_length=5)
    as_of = models.DateField(_("data up to the end of"))
    figures = models.JSONField(default=list)
    digests = models.JSONField(default=dict)
    built_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    built_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("analysis"), _("analyses")
        ordering = ["-built_at"]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id",
            "place_code",
            "language",
            "as_of",
            "figures",
            "digests",
            "built_by",
            "built_at",
        }

    def __str__(self) -> str:
        return f"{self.place_code} {self.as_of} {self.language}"
