"""What was noted in a case on a day, by whom, and who reads it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.enums.note import NoteLevel, StrikeReason
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedJSONField, SealedTextField


class Note(SealedWithItsCase, models.Model):
    """One note. It is corrected with a trail and struck, never taken away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="dated_notes")
    # Who wrote it; nobody for what the system brought in.
    author = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField(_("day of the note"))
    level = models.CharField(_("who reads it"), max_length=12, choices=NoteLevel.choices)
    text = SealedTextField(_("note"))
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    struck_reason = models.CharField(max_length=12, choices=StrikeReason.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("note"), _("notes")
        ordering = ["-noted_on", "-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_reason="")
                | (Q(struck_at__isnull=False) & ~Q(struck_reason="")),
                name="note_struck_with_reason",
            )
        ]

    class Privacy:
        identifying = {"text"}
        sensitive = {"case", "noted_on", "level", "struck_reason"}
        open = {"id", "author", "recorded_at", "struck_at", "struck_by", "version"}

    def __str__(self) -> str:
        return f"note {self.pk}"

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None


class EarlierNote(models.Model):
    """What a note said before it was corrected."""

    SEALING_PATH = "note__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="earlier")
    text = SealedTextField(_("note"))
    corrected_at = models.DateTimeField(auto_now_add=True)
    corrected_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("earlier note"), _("earlier notes")
        ordering = ["-corrected_at", "-pk"]

    class Privacy:
        identifying = {"text"}
        sensitive = {"note"}
        open = {"id", "corrected_at", "corrected_by"}

    def __str__(self) -> str:
        return f"earlier note {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.note.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.note.case.person_id


class Masking(SealedWithItsCase, models.Model):
    """The words of a case that are left out wherever they stand in a redacted copy."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="masking")
    words = SealedJSONField(_("words to leave out"))

    class Meta:
        verbose_name, verbose_name_plural = _("masking"), _("maskings")

    class Privacy:
        identifying = {"words"}
        sensitive = {"case"}
        open = {"id"}

    def __str__(self) -> str:
        return f"masking {self.pk}"
