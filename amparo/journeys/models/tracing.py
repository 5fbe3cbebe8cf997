"""Whom she looks for, who asks for her, and the claims that may be about her.

A claim is sealed under a key of its own: nobody knows yet whether she is known here. What her team
finds out about it is sealed with her case, and gone with it.
"""

import secrets
import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Agency, Member
from amparo.cases import numbers
from amparo.cases.models import Case
from amparo.cases.models.case import SealedWithItsCase
from amparo.core.fields import SealedTextField
from amparo.journeys.enums.tracing import TOLD, MatchRefusal, MatchState, TracingEnd
from amparo.people.enums.relations import Relation

NUMBER_LENGTH = 6


def fresh_number() -> str:
    """Shorter than the number of a case, so that none is taken for one. It says nothing."""
    return "".join(secrets.choice(numbers.ALPHABET) for _each in range(NUMBER_LENGTH))


class Tracing(SealedWithItsCase, models.Model):
    """That she looks for somebody of her family, from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tracings")
    name = SealedTextField(_("whom she looks for"))
    relation = models.CharField(
        pgettext_lazy("to her", "relation"), max_length=10, choices=Relation.choices
    )
    told = SealedTextField(_("what she tells"))
    last_seen = SealedTextField(_("where they saw each other last"))
    begun_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    ended_why = models.CharField(
        _("why it ended"), max_length=10, choices=TracingEnd.choices, blank=True
    )

    class Meta:
        verbose_name, verbose_name_plural = _("search for her family"), _("searches for her family")
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="one_tracing_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | Q(ended_at__isnull=False) & ~Q(ended_why=""),
                name="tracing_ends_with_its_reason",
            ),
        ]

    class Privacy:
        identifying = {"name", "told", "last_seen"}
        sensitive = {"case", "relation", "ended_why"}
        open = {"id", "begun_by", "recorded_at", "ended_at", "ended_by"}

    def __str__(self) -> str:
        return f"tracing {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("journeys:tracing", args=[self.case_id])

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class Claim(models.Model):
    """Somebody who says that he or she is of her family and asks for her."""

    SEALING_PATH = "id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=NUMBER_LENGTH, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    claimant = SealedTextField(_("name of who asks"))
    relation = models.CharField(
        pgettext_lazy("as a claimant says", "relation"), max_length=10, choices=Relation.choices
    )
    sought = SealedTextField(_("name of who is asked for"))
    sought_year = SealedTextField(_("year of birth, as it is said"))
    sought_places = SealedTextField(_("places, as they are said"))
    # Asked of everybody at once: who is questioned later knows that there is somebody.
    tells = SealedTextField(_("what only family can know, as it is told"))
    papers = SealedTextField(_("papers shown"))
    reached_by = SealedTextField(_("how to answer"))
    taken_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField(_("taken down on"))
    # The same for everybody, counted from the day it was taken down.
    answer_on = models.DateField(_("answer on"))
    # Only two people and her own yes set it; what is shown asks again whether it still holds.
    will_call = models.BooleanField(default=False)
    given_on = models.DateField(_("answer given on"), null=True)
    given_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("claim of family"), _("claims of family")
        # By number within a day: it was drawn by chance, so the order tells nothing.
        ordering = ["-taken_on", "number"]
        indexes = [models.Index(fields=["agency", "-taken_on"], name="claims_of_an_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_on__gt=F("taken_on")), name="no_claim_is_answered_at_once"
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | Q(given_on__gte=F("answer_on")),
                name="no_claim_is_answered_before_its_day",
            ),
        ]

    class Privacy:
        identifying = {
            "claimant", "sought", "sought_year", "sought_places", "tells", "papers",
            "reached_by",
        }  # fmt: skip
        sensitive = {"relation", "taken_on", "answer_on", "will_call", "given_on"}
        open = {"id", "number", "agency", "taken_by", "given_by"}

    def __str__(self) -> str:
        return f"claim {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("journeys:claim", args=[self.pk])

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.pk


class Match(SealedWithItsCase, models.Model):
    """A claim that may be about her: two of her agency verify it, and she is asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="claims_about_her")
    tracing = models.ForeignKey(Tracing, on_delete=models.CASCADE, related_name="matches")
    # Let go after its time; who asked stays with her case.
    claim = models.ForeignKey(Claim, null=True, on_delete=models.SET_NULL, related_name="matches")
    claimant = SealedTextField(_("name of who asks"))
    relation = models.CharField(
        pgettext_lazy("as a claimant says", "relation"), max_length=10, choices=Relation.choices
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MatchState.choices, default=MatchState.FOUND
    )
    recorded_at = models.DateTimeField()
    # When somebody of her team has something to do about it.
    due_on = models.DateField(_("due on"))
    papers_checked = SealedTextField(_("which papers were checked, and how"))
    what_fits = SealedTextField(_("what fits of what only family can know"))
    verified_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(null=True)
    refusal = models.CharField(
        _("why not"), max_length=12, choices=MatchRefusal.choices, blank=True
    )
    closed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    # Of a blocked one: what her team did to keep her safe.
    safety_step = SealedTextField(_("what was done to keep her safe"))
    noted_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("claim about her"), _("claims about her")
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["case", "state"], name="claims_about_a_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "claim"],
                condition=~Q(state=MatchState.ENDED),
                name="a_claim_once_in_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TOLD)
                | Q(verified_by__isnull=False, confirmed_by__isnull=False)
                & ~Q(verified_by=F("confirmed_by")),
                name="two_people_before_anything_is_told",
            ),
            models.CheckConstraint(
                condition=Q(state=MatchState.REFUSED) & ~Q(refusal="")
                | ~Q(state=MatchState.REFUSED) & Q(refusal=""),
                name="a_refused_claim_has_its_reason",
            ),
        ]

    class Privacy:
        identifying = {"claimant", "papers_checked", "what_fits", "safety_step"}
        sensitive = {"case", "tracing", "claim", "relation", "state", "due_on", "refusal"}
        open = {
            "id", "recorded_at", "verified_by", "verified_at", "confirmed_by", "confirmed_at",
            "called_by", "called_at", "closed_by", "closed_at", "noted_by", "noted_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"claim about her {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("journeys:match", args=[self.pk])

    @property
    def is_a_warning(self) -> bool:
        """Somebody who may endanger her asks for her, and nobody wrote down yet what was done."""
        return self.state == MatchState.BLOCKED and self.noted_at is None
