"""Whether the return is safe, where she would live, and what forbids that she leaves."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.enums.risk import Level
from amparo.cases.models import Case, Document
from amparo.cases.models.case import SealedWithItsCase
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.journeys.enums import HostVerdict, ReturnVerdict, TakenFrom
from amparo.journeys.models.sealing import SealedWithItsJourney


def _level(words):
    return models.CharField(words, max_length=12, choices=Level.choices)


class ReturnAssessment(SealedWithItsJourney, models.Model):
    """One assessment. Never changed: for another day there is another, and the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(
        "journeys.Journey", on_delete=models.CASCADE, related_name="assessments"
    )
    assessed_on = models.DateField(_("assessed on"))
    person = _level(_("herself"))
    family = _level(_("her family"))
    traffickers = _level(_("who exploited her"))
    stigma = _level(_("what others would say or do"))
    documents = _level(_("papers"))
    # Part by part, why the level was chosen.
    reasons = SealedJSONField(_("reasons"), default=dict)
    verdict = models.CharField(_("what is found"), max_length=14, choices=ReturnVerdict.choices)
    measures = SealedTextField(_("measures without which it is not safe"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("assessment of a return")
        verbose_name_plural = _("assessments of returns")
        ordering = ["-assessed_on", "-recorded_at"]

    class Privacy:
        identifying = {"reasons", "measures"}
        sensitive = {
            "journey", "assessed_on", "person", "family", "traffickers", "stigma", "documents",
            "verdict",
        }  # fmt: skip
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"assessment of a return {self.pk}"


class HostAssessment(SealedWithItsJourney, models.Model):
    """What the receiving office found where she would live. Never changed; the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(
        "journeys.Journey", on_delete=models.CASCADE, related_name="host_assessments"
    )
    assessed_on = models.DateField(_("assessed on"))
    verdict = models.CharField(_("what they found"), max_length=14, choices=HostVerdict.choices)
    host = SealedTextField(_("with whom she would live"))
    assessed_by = SealedTextField(_("who looked at it"))
    note = SealedTextField(_("what they write"))
    taken_from = models.CharField(_("how it came"), max_length=10, choices=TakenFrom.choices)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("assessment of a host"), _("assessments of hosts")
        ordering = ["-assessed_on", "-recorded_at"]

    class Privacy:
        identifying = {"host", "assessed_by", "note"}
        sensitive = {"journey", "assessed_on", "verdict", "taken_from", "document"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"assessment of a host {self.pk}"


class TravelBan(SealedWithItsCase, models.Model):
    """An authority forbids that she leaves. It stands on the case, whichever way she goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="travel_bans")
    by_whom = SealedTextField(_("who ordered it"))
    paper = SealedTextField(_("in which paper"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lifted_by_paper = SealedTextField(_("by which paper it was lifted"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("measure that forbids leaving")
        verbose_name_plural = _("measures that forbid leaving")
        ordering = ["-since", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(until__isnull=True) | Q(until__gte=F("since")))
                & (Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("since"))),
                name="travel_ban_ends_after_beginning",
            )
        ]

    class Privacy:
        identifying = {"by_whom", "paper", "lifted_by_paper"}
        sensitive = {"case", "since", "until", "lifted_on"}
        open = {"id", "recorded_by", "recorded_at", "version"}

    def __str__(self) -> str:
        return f"measure that forbids leaving {self.pk}"
