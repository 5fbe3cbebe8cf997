"""The only door to a version of a plan, under its own case only."""

from uuid import UUID

from django.http import Http404

from amparo.assistance.models import Plan, PlanAction, PlanGoal
from amparo.cases.models import Case


def plan_of(case: Case, number: int) -> Plan:
    plan = Plan.objects.select_related("answered_by").filter(case=case, number=number).first()
    if plan is None:
        raise Http404
    plan.case = case
    return plan


def goal_of(plan: Plan, goal_id: UUID) -> PlanGoal:
    goal = PlanGoal.objects.filter(plan=plan, pk=goal_id).first()
    if goal is None:
        raise Http404
    goal.plan = plan
    return goal


def action_of(plan: Plan, action_id: UUID) -> PlanAction:
    action = PlanAction.objects.filter(goal__plan=plan, pk=action_id).first()
    if action is None:
        raise Http404
    return action
