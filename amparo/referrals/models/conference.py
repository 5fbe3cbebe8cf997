"""A case that was brought before a committee. What is at the table goes with the session."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases.models import Case
from amparo.cases.models.case import SealedWithItsCase
from amparo.committees.models import Committee, Session
from amparo.referrals.enums.conference import AgeSaid, Asks, ConferenceEnd, Said, Waits
from amparo.taxonomy import codes


class Conference(SealedWithItsCase, models.Model):
    """That a case was brought before a committee on a day. It stays, under no code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conferences")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    brought_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ending = models.CharField(
        _("why it ended"), max_length=12, choices=ConferenceEnd.choices, blank=True
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("case conference"), _("case conferences")
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["case", "-recorded_at"], name="conferences_of_a_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ending="", ended_at__isnull=True)
                | ~Q(ending="") & Q(ended_at__isnull=False),
                name="conference_ends_with_its_reason",
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"case", "committee", "on"}
        open = {"id", "brought_by", "recorded_at", "ending", "ended_at"}

    def __str__(self) -> str:
        return f"case conference {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("referrals:conference", args=[self.case_id])


class OnTheTable(models.Model):
    """What the table hears of her: a code made for this session alone, and coded facts. Deleted
    when the session ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="table")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("code"), max_length=4)
    age = models.CharField(_("age"), max_length=6, choices=AgeSaid.choices, blank=True)
    # Codes of the list `service`.
    needs = models.JSONField(_("what is needed"), default=list)
    waits = models.CharField(
        _("how long she waits"), max_length=6, choices=Waits.choices, blank=True
    )
    asks = models.CharField(_("what is asked"), max_length=10, choices=Asks.choices)

    class Meta:
        verbose_name, verbose_name_plural = _("case at the table"), _("cases at the table")
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "code"], name="a_code_once_at_a_table")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"conference", "session", "code", "age", "needs", "waits", "asks"}
        open = {"id"}

    def __str__(self) -> str:
        return f"at the table {self.pk}"

    @property
    def need_words(self) -> list[str]:
        return [codes.label("service", each) for each in self.needs]


class Hearer(models.Model):
    """An agency at the table to which she said yes, and what it answers. Of those that ended, only
    offers stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="hearers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(_("answer"), max_length=8, choices=Said.choices, blank=True)
    # A code of the list `service`.
    offers = models.CharField(_("what it offers"), max_length=40, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("agency that hears"), _("agencies that hear")
        ordering = ["agency__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "agency"], name="an_agency_hears_once"),
            models.CheckConstraint(
                condition=Q(said=Said.OFFERS) & ~Q(offers="") | ~Q(said=Said.OFFERS) & Q(offers=""),
                name="an_offer_says_what",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"conference", "agency", "said", "offers"}
        open = {"id"}

    def __str__(self) -> str:
        return f"hearer {self.pk}"

    @property
    def offer_words(self) -> str:
        return codes.label("service", self.offers) if self.offers else ""
