"""An extract: what was counted, as of which day, under which definitions, by which agencies."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member


class Extract(models.Model):
    """A frozen internal count. Later entries, corrections and erasures do not change it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.CharField(_("scope"), max_length=12)
    as_of = models.DateField(_("as of"))
    definition_version = models.CharField(_("version of the definition"), max_length=40)
    agency_codes = models.JSONField(_("agencies covered"), default=list)
    rules_version = models.CharField(max_length=40)
    sealed_tally = models.TextField()
    tally_digest = models.CharField(max_length=64)
    # Whose records were counted. Nothing where it was counted before this was kept.
    sealed_records = models.BinaryField(null=True)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("extract"), _("extracts")
        ordering = ["-as_of", "-made_at"]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"sealed_tally", "tally_digest", "sealed_records"}
        open = {
            "id",
            "scope",
            "as_of",
            "definition_version",
            "agency_codes",
            "rules_version",
            "made_by",
            "made_at",
        }

    def __str__(self) -> str:
        return f"{self.scope} {self.as_of}"
