"""Reads of plans: the version to work on, the approved one, what is due."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.assistance.enums.plan import ActionState, PlanState
from amparo.assistance.models import Plan, PlanAction, PlanGoal
from amparo.cases import due_dates
from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core.question import Question


def versions(case: Case) -> list[Plan]:
    """Every version, the newest first."""
    found = list(Plan.objects.filter(case=case).select_related("answered_by"))
    for plan in found:
        plan.case = case
    return found


def goals(plan: Plan) -> list[PlanGoal]:
    """The goals of a version with their actions, ready to be opened without asking again."""
    actions = Prefetch("actions", queryset=PlanAction.objects.order_by("position", "pk"))
    found = list(plan.goals.prefetch_related(actions))
    for goal in found:
        goal.plan = plan
        for action in goal.actions.all():
            action.goal = goal
    return found


def writers(plan: Plan) -> list[Member]:
    return list(Member.objects.filter(pk__in=plan.writers))


def is_late(action: PlanAction, *, on: date) -> bool:
    return action.state == ActionState.OPEN and bool(action.due_on) and action.due_on < on


STANDING = {
    PlanState.DRAFT: (_("being written"), "waiting"),
    PlanState.WAITING: (_("waits for approval"), "waiting"),
    PlanState.RETURNED: (_("returned"), "urgent"),
    PlanState.APPROVED: (_("approved"), "good"),
}


_state = Question(lambda case: Plan.objects.filter(case=case).values_list("state", flat=True))


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part:
    url = reverse("assistance:plan", args=[case.pk])
    state = _state.first(case.pk)
    standing, tone = STANDING.get(state, (_("none yet"), "neutral"))
    return Part(Shelf.HELP, _("Plan"), url, standing, tone)


def _whoever_may_approve(rows: QuerySet[Plan], member: Any) -> QuerySet[Plan]:
    """Whether she wrote it is known when it is opened; a list of ids is not asked by a query."""
    return rows if member.may(Permission.APPROVE_WORK) else rows.none()


@due_dates.rule(
    "plan_waits",
    day="sent_on",
    what=lambda row: _("A plan waits for your approval"),
    url=lambda row: reverse("assistance:plan", args=[row.case_id]),
    concerning=_whoever_may_approve,
)
def _waiting(cases: QuerySet[Case]) -> QuerySet[Plan]:
    return Plan.objects.filter(case__in=cases, state=PlanState.WAITING)


@due_dates.rule(
    "plan_action",
    day="due_on",
    what=lambda row: _("Something of the plan is to be done"),
    url=lambda row: reverse("assistance:plan", args=[row.case_id]),
    ahead=timedelta(days=3),
)
def _actions_due(cases: QuerySet[Case]) -> QuerySet[PlanAction]:
    standing = PlanAction.objects.filter(state=ActionState.OPEN, goal__plan__case__in=cases)
    standing = standing.filter(goal__plan__state=PlanState.APPROVED)
    return standing.annotate(case_id=F("goal__plan__case_id"))


@due_dates.rule(
    "plan_review",
    day="review_on",
    what=lambda row: _("The plan is to be looked at again with her"),
    url=lambda row: reverse("assistance:plan", args=[row.case_id]),
    ahead=timedelta(days=7),
)
def _reviews(cases: QuerySet[Case]) -> QuerySet[Plan]:
    return Plan.objects.filter(case__in=cases, state=PlanState.APPROVED, review_on__isnull=False)
