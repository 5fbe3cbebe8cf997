"""What people said or wrote of the privacy notice in another language, and who looked at it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.people.enums.translation import Tongue


class NoticeTranslation(models.Model):
    """A text, a recording, or both. It is about nobody: the same for everyone who is asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.CharField(_("language"), max_length=3, choices=Tongue.choices)
    # Of which Spanish it speaks. Once that changes, this is out of date.
    version = models.CharField(_("version of the privacy notice"), max_length=20)
    spanish_sha256 = models.CharField(max_length=64)
    text = models.TextField(_("text"), blank=True)
    sound = models.BinaryField(null=True)
    seconds = models.PositiveIntegerField(default=0)
    translated_by = models.CharField(_("who translated"), max_length=200)
    uploaded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("translation of the notice")
        verbose_name_plural = _("translations of the notice")
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["language", "reviewed_at"], name="translation_of_language")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(sound__isnull=False), name="translation_says_something"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | (
                    Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                    & ~Q(reviewed_by=F("uploaded_by"))
                ),
                name="translation_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_by__isnull=True, taken_back_at__isnull=True)
                | Q(taken_back_by__isnull=False, taken_back_at__isnull=False),
                name="translation_taken_back_by",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id",
            "language",
            "version",
            "spanish_sha256",
            "text",
            "sound",
            "seconds",
            "translated_by",
            "uploaded_by",
            "uploaded_at",
            "reviewed_by",
            "reviewed_at",
            "taken_back_by",
            "taken_back_at",
        }

    def __str__(self) -> str:
        return f"translation {self.pk}"
