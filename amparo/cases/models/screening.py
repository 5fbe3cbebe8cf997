"""What was asked and answered under a procedure, and what a body decided about identification."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases import procedures
from amparo.cases.enums import DecidingBody, Identification
from amparo.cases.enums.screening import Age, DecisionKind
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.taxonomy.queries import place_name


class Screening(SealedWithItsCase, models.Model):
    """One conversation under one version of a procedure. It is never changed: the next one stands
    beside it. What the answers mean is read when it is shown, so nothing is kept but answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="screenings")
    procedure = models.CharField(_("procedure"), max_length=40)
    screened_on = models.DateField(_("asked on"))
    age = models.CharField(_("under 18 when it began"), max_length=10, choices=Age.choices)
    answers = SealedJSONField(_("answers"), default=dict)
    notes = SealedTextField(_("what else was seen or said"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("screening"), _("screenings")
        ordering = ["-screened_on", "-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(procedure=""), name="screening_has_procedure")
        ]

    class Privacy:
        identifying = {"answers", "notes"}
        sensitive = {"case", "procedure", "screened_on", "age"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"screening {self.pk}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("cases:screening_read", args=[self.case_id, self.pk])

    @property
    def procedure_title(self) -> str:
        return procedures.title_of(self.procedure)

    @property
    def under_18(self) -> bool | None:
        return {Age.UNDER_18: True, Age.OF_AGE: False}.get(Age(self.age))


class IdentificationDecision(SealedWithItsCase, models.Model):
    """What a body decided about identification, with what it rests on. Every one is kept; what the
    case says of identification follows from them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(_("kind"), max_length=15, choices=DecisionKind.choices)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Identification.choices)
    body = models.CharField(_("deciding body"), max_length=30, choices=DecidingBody.choices)
    # Empty only where an old decision did not say.
    country = models.CharField(_("country of the body"), max_length=12, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    procedure_version = models.CharField(_("version of the procedure"), max_length=40)
    reasons = SealedTextField(_("reasons"))
    screening = models.ForeignKey(
        Screening, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    # Nothing: it was stored before this was asked, or by nobody who signs in.
    untrained = models.BooleanField(_("without a training on record"), null=True)

    class Meta:
        verbose_name = _("decision about identification")
        verbose_name_plural = _("decisions about identification")
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(body="") & ~Q(procedure_version=""),
                name="identification_has_body_and_procedure",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.NOT_RECORDED)
                | (Q(decided_on__isnull=False) & ~Q(country="")),
                name="identification_says_when_and_where",
            ),
        ]

    class Privacy:
        identifying = {"reasons"}
        sensitive = {
            "case",
            "kind",
            "outcome",
            "body",
            "country",
            "decided_on",
            "procedure_version",
            "screening",
        }
        open = {"id", "recorded_by", "recorded_at", "untrained"}

    def __str__(self) -> str:
        return f"decision {self.pk}"

    @property
    def procedure_title(self) -> str:
        return procedures.title_of(self.procedure_version)

    @property
    def country_name(self) -> str:
        return place_name(self.country)
