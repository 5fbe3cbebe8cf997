"""Her dealings with justice: the file of the investigation, its days, and who was told of her."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.assistance.enums.justice import JusticeKind, Registration
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.people.enums import Purpose
from amparo.people.models import Consent


class JusticeFile(SealedWithItsCase, models.Model):
    """The investigation, who advises her, and the form of the national register of victims."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="justice")
    file_number = SealedTextField(_("number of the investigation file"))
    authority = SealedTextField(_("authority"))
    adviser = SealedTextField(_("legal adviser"))
    registration = models.CharField(
        _("register of victims"),
        max_length=12,
        choices=Registration.choices,
        default=Registration.NOT_ASKED,
    )
    registration_number = SealedTextField(_("number in the register"))
    attachments = SealedJSONField(_("what goes with the form"))
    note = SealedTextField(_("remarks"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("justice file"), _("justice files")

    class Privacy:
        identifying = {
            "file_number",
            "authority",
            "adviser",
            "registration_number",
            "attachments",
            "note",
        }
        sensitive = {"case", "registration"}
        open = {"id", "version"}

    def __str__(self) -> str:
        return f"justice file {self.pk}"


class JusticeDate(SealedWithItsCase, models.Model):
    """A hearing, or the last day of a protection measure or of a paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="justice_dates")
    kind = models.CharField(_("what it is"), max_length=10, choices=JusticeKind.choices)
    day = models.DateField(_("day"))
    what = SealedTextField(_("what it is about"))
    authority = SealedTextField(_("authority"))
    outcome = SealedTextField(_("how it went"))
    is_settled = models.BooleanField(_("settled"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("day before an authority"),
            _("days before authorities"),
        )
        ordering = ["is_settled", "day", "pk"]

    class Privacy:
        identifying = {"what", "authority", "outcome"}
        sensitive = {"case", "kind", "day", "is_settled"}
        open = {"id", "version"}

    def __str__(self) -> str:
        return f"day {self.pk}"


class ConsularNotice(SealedWithItsCase, models.Model):
    """A consulate was told of her, on the strength of her yes and of nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consular_notices")
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="+")
    consulate = SealedTextField(_("consulate"))
    purpose = models.CharField(_("what for"), max_length=20, choices=Purpose.choices)
    notified_on = models.DateField(_("told on"))
    notified_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("consular notice"), _("consular notices")
        ordering = ["-notified_on", "-recorded_at"]

    class Privacy:
        identifying = {"consulate"}
        sensitive = {"case", "consent", "purpose", "notified_on"}
        open = {"id", "notified_by", "recorded_at"}

    def __str__(self) -> str:
        return f"consular notice {self.pk}"
