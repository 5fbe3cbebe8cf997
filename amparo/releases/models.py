"""A release: printed figures only, what they were judged against, and who let them out."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.releases.enums import State
from amparo.statistics.models import Extract


class Release(models.Model):
    """The printed form of an extract. What is hidden in it is not stored in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="releases")
    scope = models.CharField(_("scope"), max_length=12)
    as_of = models.DateField(_("as of"))
    judged = models.JSONField(_("printed figures"))
    judged_against = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("release"), _("releases")
        ordering = ["-as_of", "-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.PUBLISHED, published_at__isnull=False)
                | (~Q(state=State.PUBLISHED) & Q(published_at__isnull=True)),
                name="release_published_at_when_published",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id",
            "extract",
            "scope",
            "as_of",
            "judged",
            "judged_against",
            "state",
            "proposed_by",
            "proposed_at",
            "published_at",
        }

    def __str__(self) -> str:
        return f"{self.scope} {self.as_of}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("releases:release", args=[self.pk])


class Review(models.Model):
    """One approver's answer. Nobody sees another's before giving her own."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    approves = models.BooleanField()
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("review"), _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["release", "reviewer"], name="one_review_each")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"reason"}
        open = {"id", "release", "reviewer", "approves", "at"}

    def __str__(self) -> str:
        return f"review {self.pk}"
