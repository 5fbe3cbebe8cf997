"""The relatives who would travel to her: who they are, what they say, and what each still needs.

A relative is no person of the house: nobody counts them, and no case is theirs unless somebody
opens one. All of it lies under her key, and is gone with her record.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Member
from amparo.cases.enums.children import BestOutcome
from amparo.core.fields import SealedTextField
from amparo.journeys.enums import (
    FamilyPaper,
    Keeping,
    Kin,
    Ordered,
    PaperState,
    RelativeSays,
)
from amparo.journeys.models.sealing import SealedWithItsJourney
from amparo.projects.models import Project


class SealedWithRelative:
    """Of a relative who would travel to her, under her key."""

    SEALING_PATH = "relative__journey__case__person_id"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.relative.sealing_agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.relative.sealing_person_id


class FamilyPlan(SealedWithItsJourney, models.Model):
    """The version of the rule by which the family comes, and when it was applied for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.OneToOneField(
        "journeys.Journey", on_delete=models.CASCADE, related_name="family_plan"
    )
    # As it was when the first relative was written down: a newer version changes nothing of it.
    rule = models.CharField(_("rule"), max_length=40)
    applied_on = models.DateField(_("applied for on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("rule of a family"), _("rules of families")

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"journey", "rule", "applied_on"}
        open = {"id", "version"}

    def __str__(self) -> str:
        return f"rule of a family {self.pk}"


class Relative(SealedWithItsJourney, models.Model):
    """Somebody of her family who would travel to her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(
        "journeys.Journey", on_delete=models.CASCADE, related_name="relatives"
    )
    # By which both offices speak of the relative. It is given once, also when somebody stays.
    number = models.PositiveSmallIntegerField()
    name = SealedTextField(_("name"))
    born_on = models.DateField(_("born on"), null=True, blank=True)
    kin = models.CharField(pgettext_lazy("to her", "relation"), max_length=10, choices=Kin.choices)
    unmarried = models.BooleanField(_("not married"), null=True, blank=True)
    lives = SealedTextField(_("where this relative lives, and how to reach them"))
    # Of a child: with whom it lives, who else must agree, and what an authority decided.
    custody_with = SealedTextField(_("who has custody"))
    must_agree = SealedTextField(_("who else must agree"))
    agreed_on = models.DateField(_("agreed in writing on"), null=True, blank=True)
    ordered = models.CharField(
        _("what an authority decided"),
        max_length=10,
        choices=Ordered.choices,
        default=Ordered.UNKNOWN,
    )
    # Of a child: what a body found that serves it best, never what she or its parents want alone.
    best = models.CharField(
        _("what serves this child best"), max_length=10, choices=BestOutcome.choices, blank=True
    )
    best_by = SealedTextField(_("who determined it"))
    best_on = models.DateField(_("determined on"), null=True, blank=True)
    travels_with = models.ForeignKey(
        "self",
        verbose_name=_("travels with this parent or guardian of its own"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    stays_since = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = pgettext_lazy("of her", "relative")
        verbose_name_plural = pgettext_lazy("of her", "relatives")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["journey", "number"], name="a_relative_has_a_number"),
            models.CheckConstraint(
                condition=Q(best="", best_on__isnull=True) | ~Q(best="") & Q(best_on__isnull=False),
                name="best_of_a_relative_has_a_day",
            ),
        ]

    class Privacy:
        identifying = {"name", "lives", "custody_with", "must_agree", "best_by"}
        sensitive = {
            "journey", "number", "born_on", "kin", "unmarried", "agreed_on", "ordered", "best",
            "best_on", "travels_with", "stays_since",
        }  # fmt: skip
        open = {"id", "recorded_by", "recorded_at", "version"}

    def __str__(self) -> str:
        return f"relative {self.pk}"


class RelativeConsent(SealedWithRelative, models.Model):
    """What a relative says, told all, by whom and when. Never changed; the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relative = models.ForeignKey(Relative, on_delete=models.CASCADE, related_name="consents")
    asked_on = models.DateField(_("asked on"))
    asked_by = SealedTextField(_("who asked"))
    language = models.CharField(_("language used"), max_length=10)
    # Codes of `RelativeTold`.
    told = models.JSONField(_("what was explained"), default=list)
    says = models.CharField(
        _("what the relative says"), max_length=10, choices=RelativeSays.choices
    )
    # Of a child: who with custody agrees, and what it says itself.
    representative = SealedTextField(_("who with custody agrees"))
    child_view = SealedTextField(_("the child's own view"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("consent of a relative"), _("consents of relatives")
        ordering = ["-asked_on", "-recorded_at"]

    class Privacy:
        identifying = {"asked_by", "representative", "child_view"}
        sensitive = {"relative", "asked_on", "language", "told", "says"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"consent of a relative {self.pk}"


class RelativePaper(SealedWithRelative, models.Model):
    """One line of a relative's checklist, and how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relative = models.ForeignKey(Relative, on_delete=models.CASCADE, related_name="papers")
    code = models.CharField(max_length=12, choices=FamilyPaper.choices)
    state = models.CharField(
        _("how far it is"), max_length=10, choices=PaperState.choices, default=PaperState.MISSING
    )
    asked_on = models.DateField(_("asked for on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    number = SealedTextField(_("number"))
    note = SealedTextField(_("notes"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("paper of a relative"), _("papers of relatives")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["relative", "code"], name="each_family_paper_once")
        ]

    class Privacy:
        identifying = {"number", "note"}
        sensitive = {"relative", "code", "state", "asked_on", "valid_until"}
        open = {"id", "version"}

    def __str__(self) -> str:
        return f"paper of a relative {self.pk}"


class Appointment(SealedWithRelative, models.Model):
    """Where a relative has to be, what for, and whether that came about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relative = models.ForeignKey(Relative, on_delete=models.CASCADE, related_name="appointments")
    what = SealedTextField(_("what for"))
    on = models.DateField(_("on"))
    place = SealedTextField(_("where"))
    kept = models.CharField(
        _("whether it was kept"), max_length=10, choices=Keeping.choices, default=Keeping.TO_COME
    )
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("appointment of a relative")
        verbose_name_plural = _("appointments of relatives")
        ordering = ["on", "recorded_at"]

    class Privacy:
        identifying = {"what", "place"}
        sensitive = {"relative", "on", "kept"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"appointment of a relative {self.pk}"


class Fee(SealedWithRelative, models.Model):
    """What something costs, and who pays it. Nobody of the family owes it to us."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relative = models.ForeignKey(Relative, on_delete=models.CASCADE, related_name="fees")
    what = SealedTextField(_("what for"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    funder = models.CharField(_("paid by"), max_length=120, blank=True)
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    receipt_seen_on = models.DateField(_("receipt seen on"), null=True, blank=True)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("fee for a relative"), _("fees for relatives")
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(currency=""), name="fee_has_amount_and_currency"
            )
        ]

    class Privacy:
        identifying = {"what"}
        sensitive = {"relative", "amount", "currency", "funder", "project", "receipt_seen_on"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"fee for a relative {self.pk}"
