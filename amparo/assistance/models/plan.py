"""What is to be done, with her goals first. Each version stays as it was approved."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.assistance.enums.plan import WORKING, ActionState, Agreed, PlanState
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField


class Plan(SealedWithItsCase, models.Model):
    """One version of the plan of a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    agreed = models.CharField(
        _("did she agree"), max_length=10, choices=Agreed.choices, default=Agreed.NOT_ASKED
    )
    language = models.CharField(_("language used"), max_length=10, blank=True)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    note = SealedTextField(_("what she said of it"))
    # The ids of the members who wrote or changed it: none of them may approve it.
    writers = models.JSONField(default=list, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    return_reason = SealedTextField(_("why it was returned"))
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("plan"), _("plans")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_number_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="approved"), name="one_approved_plan"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=sorted(WORKING)), name="one_working_plan"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "replaced"]) | Q(answered_by__isnull=False),
                name="approved_plan_has_its_approver",
            ),
        ]

    class Privacy:
        identifying = {"note", "return_reason"}
        sensitive = {"case", "agreed", "language", "review_on"}
        open = {
            "id",
            "number",
            "state",
            "writers",
            "sent_on",
            "answered_by",
            "answered_at",
            "recorded_at",
            "version",
        }

    def __str__(self) -> str:
        return f"plan {self.pk}"

    @property
    def is_working(self) -> bool:
        return self.state in WORKING


class PlanGoal(models.Model):
    """What she wants to reach, in her words."""

    SEALING_PATH = "plan__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField(default=0)
    words = SealedTextField(_("what she wants, in her words"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("goal"), _("goals")
        ordering = ["position", "pk"]

    class Privacy:
        identifying = {"words"}
        sensitive = {"plan"}
        open = {"id", "position", "version"}

    def __str__(self) -> str:
        return f"goal {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.plan.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.plan.case.person_id


class PlanAction(models.Model):
    """What is to be done towards a goal, by whom, by when; and how it ended."""

    SEALING_PATH = "goal__plan__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="actions")
    # The same in each version of the plan that carries this action on.
    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    what = SealedTextField(_("what is to be done"))
    provider = SealedTextField(_("by whom"))
    due_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=ActionState.choices, default=ActionState.OPEN)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    reason = SealedTextField(_("why it was dropped"))

    class Meta:
        verbose_name, verbose_name_plural = _("action of a plan"), _("actions of a plan")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True)
                | (~Q(state="open") & Q(ended_on__isnull=False)),
                name="ended_action_has_its_day",
            )
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="plan_action_due")]

    class Privacy:
        identifying = {"what", "provider", "reason"}
        sensitive = {"goal", "due_on", "state", "ended_on"}
        open = {"id", "thread", "position"}

    def __str__(self) -> str:
        return f"action {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.goal.plan.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.goal.plan.case.person_id
