"""A life rebuilt: from when, where, who visited when, and what she said then."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Member
from amparo.cases.enums import YesNo
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.journeys.enums.reintegration import (
    SETTLES,
    Dimension,
    Ending,
    Opinion,
    VisitOutcome,
    Where,
)
from amparo.people.enums.contact import Began, Channel


class Reintegration(SealedWithItsCase, models.Model):
    """How an agency accompanies somebody who builds her life anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reintegrations")
    where = models.CharField(_("where she lives now"), max_length=10, choices=Where.choices)
    begun_on = models.DateField(_("since"))
    # A code of a place. Where she lives is what those who look for her want to know.
    place = SealedTextField(_("place"))
    begun_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending.choices, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    end_words = SealedTextField(_("in a few words, hers if she likes"))
    # She was trafficked again, and came back or told us; it may be known long after the end.
    again_on = models.DateField(_("known since"), null=True, blank=True)
    again_at = models.DateTimeField(null=True)
    again_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    again_words = SealedTextField(_("what she wants to be known now"))

    class Meta:
        verbose_name, verbose_name_plural = _("reintegration"), _("reintegrations")
        ordering = ["-begun_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True), name="one_reintegration_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ending="")
                | Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ending=""),
                name="reintegration_ends_somehow",
            ),
            models.CheckConstraint(
                condition=Q(again_on__isnull=True, again_at__isnull=True, again_by__isnull=True)
                | Q(again_on__isnull=False, again_at__isnull=False, again_by__isnull=False),
                name="trafficked_again_by_and_at",
            ),
        ]

    class Privacy:
        identifying = {"place", "end_words", "again_words"}
        sensitive = {"case", "where", "begun_on", "ending", "ended_on", "again_on", "again_at"}
        open = {"id", "begun_by", "recorded_at", "ended_by", "again_by"}

    def __str__(self) -> str:
        return f"reintegration {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def outcome(self) -> str:
        """As it is counted: what is known now weighs more than how it had ended."""
        return Ending.AGAIN if self.again_on is not None else self.ending

    def outcome_on(self, day: date) -> str:
        """As it was known at the end of a day; empty while she was accompanied."""
        if self.again_on is not None and self.again_on <= day:
            return Ending.AGAIN
        return self.ending if self.ended_on is not None and self.ended_on <= day else ""


class SealedWithReintegration:
    """Belongs to a reintegration, and is sealed under the key of whom that is about."""

    SEALING_PATH = "reintegration__case__person_id"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.reintegration.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.reintegration.case.person_id


class VisitDay(models.Model):
    """By which day a visit is due, counted in months of the calendar from the beginning."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reintegration = models.ForeignKey(
        Reintegration, on_delete=models.CASCADE, related_name="visit_days"
    )
    months = models.PositiveSmallIntegerField(_("after so many months"))
    due_on = models.DateField(_("due on"))

    class Meta:
        verbose_name, verbose_name_plural = _("day of a visit"), _("days of visits")
        ordering = ["months"]
        constraints = [
            models.UniqueConstraint(fields=["reintegration", "months"], name="visit_day_once")
        ]
        indexes = [models.Index(fields=["due_on"], name="visit_day_due")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"reintegration", "due_on"}
        open = {"id", "months"}

    def __str__(self) -> str:
        return f"day of a visit {self.pk}"


class Visit(SealedWithReintegration, models.Model):
    """One visit, or one attempt, with what she answered. What was wrong stays, struck."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reintegration = models.ForeignKey(
        Reintegration, on_delete=models.CASCADE, related_name="visits"
    )
    # Which of the days it answers; 0 is the beginning, none is one more visit.
    months = models.PositiveSmallIntegerField(_("which visit"), null=True, blank=True)
    at = models.DateTimeField(pgettext_lazy("of a visit", "when"))
    # The day of it where the programme is: trends are told by days.
    held_on = models.DateField(_("on"))
    channel = models.CharField(_("by which way"), max_length=10, choices=Channel.choices)
    began = models.CharField(_("who began"), max_length=5, choices=Began.choices)
    outcome = models.CharField(
        pgettext_lazy("of a visit", "outcome"), max_length=10, choices=VisitOutcome.choices
    )
    phrase = models.CharField(
        _("her code phrase was said"),
        max_length=10,
        choices=YesNo.choices,
        default=YesNo.NOT_ASKED,
    )
    opinion = models.CharField(
        _("what she thinks of the help"),
        max_length=10,
        choices=Opinion.choices,
        default=Opinion.NOT_ASKED,
    )
    # Of the list of questions (`life.py`).
    list_version = models.CharField(max_length=20)
    # By question; only what was asked.
    answers = SealedJSONField(_("how it stands"), default=dict)
    note = SealedTextField(_("remarks"))
    visited_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_at = models.DateTimeField(null=True, editable=False)
    struck_by = models.ForeignKey(
        Member, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = pgettext_lazy("of somebody accompanied", "visit")
        verbose_name_plural = pgettext_lazy("of somebody accompanied", "visits")
        ordering = ["-at", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reintegration", "months"],
                condition=Q(outcome__in=sorted(SETTLES), struck_at__isnull=True),
                name="a_visit_is_settled_once",
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True)
                | Q(struck_at__isnull=False, struck_by__isnull=False),
                name="visit_struck_by_and_at",
            ),
        ]

    class Privacy:
        identifying = {"answers", "note"}
        sensitive = {
            "reintegration",
            "months",
            "at",
            "held_on",
            "channel",
            "began",
            "outcome",
            "phrase",
            "opinion",
        }
        open = {"id", "list_version", "visited_by", "recorded_at", "struck_at", "struck_by"}

    def __str__(self) -> str:
        return f"visit {self.pk}"


class ActionDimension(models.Model):
    """To which side of her life an action of her plan belongs, in every version of the plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reintegration = models.ForeignKey(
        Reintegration, on_delete=models.CASCADE, related_name="dimensions"
    )
    # `PlanAction.thread`: the same in each version that carries the action on.
    thread = models.UUIDField()
    dimension = models.CharField(_("side of life"), max_length=15, choices=Dimension.choices)

    class Meta:
        verbose_name, verbose_name_plural = _("side of an action"), _("sides of actions")
        constraints = [
            models.UniqueConstraint(
                fields=["reintegration", "thread"], name="an_action_has_one_side"
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"reintegration", "thread", "dimension"}
        open = {"id"}

    def __str__(self) -> str:
        return f"side of an action {self.pk}"
