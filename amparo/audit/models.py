from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One thing that happened. No foreign keys, so that no deletion can touch the log."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor = models.CharField(max_length=60)
    actor_agency = models.CharField(max_length=36, blank=True)
    about = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    person = models.CharField(max_length=36, blank=True)
    fields = models.TextField(default="[]")
    detail = models.TextField(default="{}")
    digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_event"
        verbose_name = _("audit event")
        indexes = [
            models.Index(fields=["about_id"], name="audit_about"),
            models.Index(fields=["person"], name="audit_person"),
            # For the page of an agency: its newest, and their kinds, from the index alone.
            models.Index(fields=["actor_agency", "sequence", "verb"], name="audit_agency"),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"actor", "actor_agency", "about_id", "person", "detail"}
        open = {"sequence", "at", "verb", "about", "fields", "digest", "link"}

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"
