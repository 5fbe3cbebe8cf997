"""What is done for a child: each a row that stays, sealed under her key."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.enums.children import BestOutcome, MeasureKind, Question, Right
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField


class ChildNotice(SealedWithItsCase, models.Model):
    """The child protection authority was told of her. The program sends nothing by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="child_notices")
    office = SealedTextField(_("office"))
    told_on = models.DateField(_("told on"))
    folio = SealedTextField(_("folio"))
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True)
    ask_again_on = models.DateField(_("ask again on"), null=True, blank=True)
    note = SealedTextField(_("note"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("notice to the child protection authority")
        verbose_name_plural = _("notices to the child protection authority")
        ordering = ["-told_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=F("told_on")),
                name="child_notice_acknowledged_after_told",
            )
        ]

    class Privacy:
        identifying = {"office", "folio", "note"}
        sensitive = {"case", "told_on", "acknowledged_on", "ask_again_on"}
        open = {"id", "recorded_by", "recorded_at", "version"}

    def __str__(self) -> str:
        return f"child notice {self.pk}"


class ChildMeasure(SealedWithItsCase, models.Model):
    """A measure that protects a child, by whom, from when to when, looked at again on a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="child_measures")
    kind = models.CharField(_("measure"), max_length=12, choices=MeasureKind.choices)
    by_whom = SealedTextField(_("who ordered it"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    review_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    note = SealedTextField(_("note"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("protection measure for a child")
        verbose_name_plural = _("protection measures for a child")
        ordering = ["-since", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="child_measure_ends_after_beginning",
            )
        ]

    class Privacy:
        identifying = {"by_whom", "note"}
        sensitive = {"case", "kind", "since", "until", "review_on"}
        open = {"id", "recorded_by", "recorded_at", "version"}

    def __str__(self) -> str:
        return f"child measure {self.pk}"


class RestoredRight(SealedWithItsCase, models.Model):
    """A line of the plan that restores her rights: what, by whom, and when to ask again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="restored_rights")
    right = models.CharField(_("right"), max_length=12, choices=Right.choices)
    what = SealedTextField(_("what is to be done"))
    body = SealedTextField(_("who has to do it"))
    follow_up_on = models.DateField(_("ask again on"), null=True, blank=True)
    restored_on = models.DateField(_("restored on"), null=True, blank=True)
    note = SealedTextField(_("note"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("right to restore"), _("rights to restore")
        ordering = ["restored_on", "follow_up_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(restored_on__isnull=False) | Q(follow_up_on__isnull=False),
                name="right_to_restore_is_followed",
            )
        ]

    class Privacy:
        identifying = {"what", "body", "note"}
        sensitive = {"case", "right", "follow_up_on", "restored_on"}
        open = {"id", "recorded_by", "recorded_at", "version"}

    def __str__(self) -> str:
        return f"right to restore {self.pk}"


class BestInterests(SealedWithItsCase, models.Model):
    """What a body decided about her best interests on one question. Never changed: another day
    there is another one, and the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="best_interests")
    question = models.CharField(_("about what"), max_length=15, choices=Question.choices)
    outcome = models.CharField(_("outcome"), max_length=10, choices=BestOutcome.choices)
    decided_on = models.DateField(_("decided on"))
    body = SealedTextField(_("who decided"))
    options = SealedTextField(_("which ways were weighed"))
    her_view = SealedTextField(_("what she says about it"))
    reasons = SealedTextField(_("reasons"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("best-interests determination")
        verbose_name_plural = _("best-interests determinations")
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["case", "question"], name="best_interests_of_case")]

    class Privacy:
        identifying = {"body", "options", "her_view", "reasons"}
        sensitive = {"case", "question", "outcome", "decided_on"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"best-interests determination {self.pk}"
