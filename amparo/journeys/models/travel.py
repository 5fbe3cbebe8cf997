"""What she travels with: papers, health, the way leg by leg, and who goes along."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.models import Document
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.journeys.enums import PaperState
from amparo.journeys.models.sealing import SealedWithItsJourney


class TravelPlan(SealedWithItsJourney, models.Model):
    """The itinerary, and the version of the procedure by which this return is prepared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.OneToOneField(
        "journeys.Journey", on_delete=models.CASCADE, related_name="travel_plan"
    )
    # As it was when the first thing was written down: a newer version changes nothing of it.
    procedure = models.CharField(_("procedure"), max_length=40)
    legs = SealedJSONField(_("legs"))
    leaves_on = models.DateField(_("leaves on"), null=True, blank=True)
    arrives_on = models.DateField(_("arrives on"), null=True, blank=True)
    cash = SealedTextField(_("money on the way"))
    kit = SealedTextField(_("what she takes along"))
    contacts = SealedTextField(_("whom she can call on the way"))
    met_by = SealedTextField(_("who meets her"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("itinerary"), _("itineraries")
        constraints = [
            models.CheckConstraint(
                condition=Q(leaves_on__isnull=True, arrives_on__isnull=True)
                | Q(arrives_on__gte=F("leaves_on")),
                name="arrives_after_leaving",
            )
        ]

    class Privacy:
        identifying = {"legs", "cash", "kit", "contacts", "met_by"}
        sensitive = {"journey", "leaves_on", "arrives_on"}
        open = {"id", "procedure", "version"}

    def __str__(self) -> str:
        return f"itinerary {self.pk}"


class TravelPaper(SealedWithItsJourney, models.Model):
    """One line of the checklist: a paper that the procedure asks for, and how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey("journeys.Journey", on_delete=models.CASCADE, related_name="papers")
    # A code of the procedure.
    code = models.CharField(max_length=30)
    state = models.CharField(
        _("how far it is"),
        max_length=10,
        choices=PaperState.choices,
        default=PaperState.MISSING,
    )
    asked_on = models.DateField(_("asked for on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    number = SealedTextField(_("number"))
    note = SealedTextField(_("notes"))
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("travel paper"), _("travel papers")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["journey", "code"], name="each_travel_paper_once")
        ]

    class Privacy:
        identifying = {"number", "note"}
        sensitive = {"journey", "code", "state", "asked_on", "valid_until", "document"}
        open = {"id", "version"}

    def __str__(self) -> str:
        return f"travel paper {self.pk}"


class FitToTravel(SealedWithItsJourney, models.Model):
    """What a doctor found. Never changed; the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(
        "journeys.Journey", on_delete=models.CASCADE, related_name="fitness"
    )
    seen_on = models.DateField(_("seen on"))
    by_whom = SealedTextField(_("who saw her"))
    is_fit = models.BooleanField(_("fit to travel"))
    until = models.DateField(_("holds until"))
    conditions = SealedTextField(_("what she needs on the way"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("fitness to travel"), _("fitness to travel")
        ordering = ["-seen_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("seen_on")), name="fit_until_after")
        ]

    class Privacy:
        identifying = {"by_whom", "conditions"}
        sensitive = {"journey", "seen_on", "is_fit", "until"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"fitness to travel {self.pk}"


class Escort(SealedWithItsJourney, models.Model):
    """Who travels with her, cleared by whom and until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(
        "journeys.Journey", on_delete=models.CASCADE, related_name="escorts"
    )
    name = SealedTextField(_("name"))
    cleared_by = SealedTextField(_("who cleared her or him"))
    cleared_on = models.DateField(_("cleared on"))
    cleared_until = models.DateField(_("cleared until"))
    taken_off_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("escort"), _("escorts")
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cleared_until__gte=F("cleared_on")),
                name="escort_cleared_until_after_cleared",
            )
        ]

    class Privacy:
        identifying = {"name", "cleared_by"}
        sensitive = {"journey", "cleared_on", "cleared_until", "taken_off_at"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"escort {self.pk}"
