"""A journey that two offices share, and what either of them said of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases.models import Case
from amparo.journeys.enums import (
    OVER,
    JourneyEnding,
    JourneyState,
    Pathway,
    Riddle,
    Says,
    Side,
    StepKind,
    words_of,
)
from amparo.organisations.models import Organisation
from amparo.referrals.models import ReceivedPackage, SentPackage


def fresh_number() -> str:
    """By which both offices know it. It says nothing, and is the number of neither case."""
    return uuid.uuid4().hex


class Journey(models.Model):
    """From one office to another. At the receiving end no case belongs to it until somebody there
    opens one with her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=32, default=fresh_number, editable=False)
    side = models.CharField(max_length=10, choices=Side.choices, default=Side.SENDING)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="journeys")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # The other end.
    office = models.ForeignKey(
        Organisation, verbose_name=_("the other office"), on_delete=models.PROTECT, related_name="+"
    )
    pathway = models.CharField(_("way"), max_length=10, choices=Pathway.choices)
    country = models.CharField(_("country where she goes"), max_length=2)
    # As it follows from the steps; kept so that lists are quick.
    state = models.CharField(
        _("state"), max_length=12, choices=JourneyState.choices, default=JourneyState.PREPARING
    )
    riddle = models.CharField(max_length=20, choices=Riddle.choices, blank=True)
    ending = models.CharField(
        _("why it was called off"), max_length=12, choices=JourneyEnding.choices, blank=True
    )
    # How many of our steps the other end has said that it holds.
    they_hold = models.PositiveIntegerField(default=0)
    begun_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("journey"), _("journeys")
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["agency", "state", "-begun_at"], name="journeys_of_agency")]
        constraints = [
            models.UniqueConstraint(fields=["number", "side"], name="a_journey_has_two_ends"),
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state__in=sorted(OVER)), name="one_way_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(side=Side.RECEIVING),
                name="who_sends_has_a_case",
            ),
            models.CheckConstraint(
                condition=Q(state=JourneyState.CALLED_OFF) & ~Q(ending="")
                | ~Q(state=JourneyState.CALLED_OFF) & Q(ending=""),
                name="journey_called_off_with_reason",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"case", "office", "pathway", "country", "ending", "riddle"}
        open = {
            "id", "number", "side", "agency", "state", "begun_by", "begun_at", "ended_at",
            "version", "they_hold",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"journey {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def shown_state(self) -> str:
        return words_of(JourneyState(self.state), pathway=self.pathway)

    @property
    def shown_riddle(self) -> str:
        return words_of(Riddle(self.riddle), pathway=self.pathway) if self.riddle else ""

    @property
    def shown_number(self) -> str:
        """So much of it as two people read to each other on the telephone."""
        return f"{self.number[:4]}-{self.number[4:8]}".upper()


class Step(models.Model):
    """What one end said: codes and days, and nobody's name. Never changed, and numbered by who
    says it, so that the other end notices what did not come."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="steps")
    side = models.CharField(max_length=10, choices=Side.choices)
    number = models.PositiveIntegerField()
    kind = models.CharField(_("what was said"), max_length=12, choices=StepKind.choices)
    # The day it is about, by who says it.
    day = models.DateField(_("day"))
    facts = models.JSONField(default=dict)
    said_at = models.DateTimeField()
    # Of all the above: the same at both ends.
    digest = models.CharField(max_length=64, editable=False)
    said_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    went_with = models.ForeignKey(
        SentPackage, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    came_with = models.ForeignKey(
        ReceivedPackage, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # When this end learnt of it: its own, when it was said.
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("step of a journey"), _("steps of a journey")
        ordering = ["said_at", "side", "number"]
        constraints = [
            models.UniqueConstraint(fields=["journey", "side", "number"], name="a_step_once"),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"journey", "kind", "day", "facts"}
        open = {
            "id", "side", "number", "said_at", "digest", "said_by", "went_with", "came_with",
            "kept_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def shown_answer(self) -> str:
        says = self.facts.get("says")
        return words_of(Says(says), pathway=self.journey.pathway) if says in Says else ""

    @property
    def shown_relatives(self) -> str:
        return ", ".join(
            str(each) for each in self.facts.get("relatives", ()) if isinstance(each, int)
        )

    @property
    def shown_kind(self) -> str:
        return words_of(StepKind(self.kind), pathway=self.journey.pathway)
