"""Every change to a plan: written with her, sent, approved by somebody else, carried out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.assistance.enums.plan import ActionState, PlanState
from amparo.assistance.models import Plan, PlanAction, PlanGoal
from amparo.assistance.policies import plan as policies
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile, changed_fields

ABOUT = {"agreed", "language", "review_on", "note"}
# What is to be done, by whom, by when.
Row = tuple[str, str, date | None]


@transaction.atomic
def begin(*, by: Any, case: Case) -> Plan:
    """Begin a version. It starts from the approved one, which stays as it is."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    found = list(Plan.objects.filter(case=held))
    working = any(plan.is_working for plan in found)
    policies.can_begin(held, by=by, working=working).or_refuse()
    before = next((plan for plan in found if plan.state == PlanState.APPROVED), None)
    number = max((plan.number for plan in found), default=0) + 1
    plan = Plan(case=held, number=number, writers=[str(by.pk)])
    if before is not None:
        before.case = held
        plan.language, plan.note = before.language, before.note
    plan.save(force_insert=True)
    if before is not None:
        _carry_on(before, plan)
    audit.record("plan_begun", by=by, about=plan, detail={"number": number})
    return plan


def _carry_on(before: Plan, plan: Plan) -> None:
    for goal in before.goals.prefetch_related("actions"):
        goal.plan = before
        copy = PlanGoal(plan=plan, position=goal.position, words=goal.words)
        copy.save(force_insert=True)
        for action in goal.actions.all():
            action.goal = goal
            kept = ("thread", "position", "what", "provider", "due_on", "state", "ended_on")
            facts = {name: getattr(action, name) for name in (*kept, "reason")}
            PlanAction(goal=copy, **facts).save(force_insert=True)


@transaction.atomic
def say_about(*, by: Any, plan: Plan, seen_version: int, **facts: Any) -> Plan:
    """Say whether she agreed, in which language, when it is looked at again."""
    held = _locked(plan)
    policies.can_write(held, by=by).or_refuse()
    if unknown := set(facts) - ABOUT:
        raise TypeError(f"not facts of a plan: {sorted(unknown)}")
    changed = changed_fields(held, facts)
    if changed and held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    for name in changed:
        setattr(held, name, facts[name])
    if changed:
        _touched(held, by, changed)
        audit.record("plan_written", by=by, about=held, fields=changed)
    return held


@transaction.atomic
def write_goal(
    *,
    by: Any,
    plan: Plan,
    words: str,
    rows: Sequence[Row],
    goal: PlanGoal | None = None,
    seen_version: int = 0,
) -> PlanGoal | None:
    """Write a goal with its open actions. One without words and without actions goes away."""
    held = _locked(plan)
    policies.can_write(held, by=by).or_refuse()
    if goal is None:
        kept = PlanGoal(plan=held, position=held.goals.count())
    else:
        kept = PlanGoal.objects.select_for_update().get(pk=goal.pk, plan=held)
        kept.plan = held
        if kept.version != seen_version:
            raise ChangedMeanwhile(kept, ["words", "rows"])
    kept.words = words
    kept.version += 1
    kept.save()
    _lay_rows(kept, rows)
    _touched(held, by, [])
    audit.record("plan_written", by=by, about=held, fields=["goals"])
    if not words and not kept.actions.exists():
        PlanGoal.objects.filter(pk=kept.pk).delete()
        return None
    return kept


def _lay_rows(goal: PlanGoal, rows: Sequence[Row]) -> None:
    """Row by row onto the open actions; what is left over of them was emptied."""
    held = list(goal.actions.filter(state=ActionState.OPEN))
    ended = goal.actions.exclude(state=ActionState.OPEN).count()
    for place, (what, provider, due_on) in enumerate(rows):
        action = held[place] if place < len(held) else PlanAction()
        action.goal, action.position = goal, ended + place
        action.what, action.provider, action.due_on = what, provider, due_on
        action.save()
    PlanAction.objects.filter(pk__in=[action.pk for action in held[len(rows) :]]).delete()


@transaction.atomic
def send(*, by: Any, plan: Plan) -> Plan:
    """Ask somebody else to approve it."""
    held = _locked(plan)
    policies.can_send(held, by=by, goals=held.goals.count()).or_refuse()
    held.state, held.sent_on = PlanState.WAITING, clock.today()
    held.writers = sorted({*held.writers, str(by.pk)})
    held.save(update_fields=["state", "sent_on", "writers"])
    audit.record("plan_sent", by=by, about=held, detail={"number": held.number})
    return held


@transaction.atomic
def approve(*, by: Any, plan: Plan, seen_version: int) -> Plan:
    """Approve exactly what was read. The version before stays readable, replaced."""
    Case.objects.select_for_update().get(pk=plan.case_id)
    held = _locked(plan)
    policies.can_answer(held, by=by).or_refuse()
    policies.saw_this_version(held, seen_version=seen_version).or_refuse()
    before = Plan.objects.select_for_update().filter(case=held.case, state=PlanState.APPROVED)
    before.update(state=PlanState.REPLACED)
    _answer(held, by, PlanState.APPROVED)
    audit.record("plan_approved", by=by, about=held, detail={"number": held.number})
    return held


@transaction.atomic
def send_back(*, by: Any, plan: Plan, reason: str) -> Plan:
    """Return it with a reason to whoever wrote it."""
    held = _locked(plan)
    policies.can_answer(held, by=by).or_refuse()
    policies.says_why(reason).or_refuse()
    held.return_reason = reason
    _answer(held, by, PlanState.RETURNED)
    audit.record("plan_returned", by=by, about=held, detail={"number": held.number})
    return held


@transaction.atomic
def end_action(*, by: Any, action: PlanAction, state: str, reason: str = "") -> None:
    """Done or dropped: in the approved plan, and in the version that is being written from it."""
    actions = PlanAction.objects.select_related("goal__plan__case")
    held = actions.select_for_update(of=("self",)).get(pk=action.pk)
    policies.can_end_action(held, by=by, state=state, reason=reason).or_refuse()
    same = actions.filter(thread=held.thread, goal__plan__case=held.goal.plan.case_id)
    for each in same.exclude(goal__plan__state=PlanState.REPLACED):
        each.state, each.reason, each.ended_on = state, reason, clock.today()
        each.save(update_fields=["state", "reason", "ended_on"])
    detail = {"state": str(state)}
    audit.record("plan_action_ended", by=by, about=held.goal.plan, fields=["state"], detail=detail)


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_related("case").select_for_update(of=("self",)).get(pk=plan.pk)


def _touched(plan: Plan, by: Any, changed: Sequence[str]) -> None:
    """Whoever changes a version has written it; what waited for approval waits no longer."""
    plan.writers = sorted({*plan.writers, str(by.pk)})
    plan.state = PlanState.DRAFT
    plan.version += 1
    plan.save(update_fields=["writers", "state", "version", *changed])


def _answer(plan: Plan, by: Any, state: PlanState) -> None:
    plan.state, plan.answered_by, plan.answered_at = state, by, clock.now()
    plan.save(update_fields=["state", "answered_by", "answered_at", "return_reason"])
