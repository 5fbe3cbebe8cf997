"""May a plan be written, approved, carried out now? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.assistance.enums.plan import NEXT_PLAN, ActionState, Agreed, PlanState
from amparo.assistance.models import Plan, PlanAction
from amparo.cases import policies as cases
from amparo.cases.models import Case
from amparo.core.decisions import ALLOWED, Decision


def can_begin(case: Case, *, by: Any, working: bool) -> Decision:
    if working:
        return Decision(_("A version of this plan is being written already. Go on with that one."))
    return cases.can_record(case, by=by)


def can_write(plan: Plan, *, by: Any) -> Decision:
    if not plan.is_working:
        return Decision(
            _("This version was approved and stays as it is. Begin a new version to change it.")
        )
    return cases.can_record(plan.case, by=by)


def can_send(plan: Plan, *, by: Any, goals: int) -> Decision:
    if PlanState.WAITING not in NEXT_PLAN.get(plan.state, set()):
        return Decision(_("This version waits for approval already, or was approved."))
    if not goals:
        return Decision(_("A plan needs at least one goal before somebody can approve it."))
    if plan.agreed not in (Agreed.YES, Agreed.IN_PART):
        return Decision(
            _(
                "A plan is made with her. Ask whether she agrees and write down her answer; if she "
                "does not, change the plan with her first."
            )
        )
    return can_write(plan, by=by)


def can_answer(plan: Plan, *, by: Any) -> Decision:
    """Approve or return. Whoever wrote or changed a version never approves it herself."""
    if plan.state != PlanState.WAITING:
        return Decision(_("This version does not wait for approval."))
    if by.agency_id != plan.case.agency_id:
        return Decision(_("Only the agency that holds this case approves its plan."))
    if str(by.pk) in plan.writers:
        return Decision(
            _("You wrote or changed this version. Somebody else must read and approve it.")
        )
    return agencies.may(by, Permission.APPROVE_WORK)


def saw_this_version(plan: Plan, *, seen_version: int) -> Decision:
    if plan.version != seen_version:
        return Decision(
            _("This plan was changed after you opened it. Read it again before you approve it.")
        )
    return ALLOWED


def says_why(reason: str) -> Decision:
    if not reason.strip():
        return Decision(_("Say why, so that whoever wrote it knows what to do."))
    return ALLOWED


def can_end_action(action: PlanAction, *, by: Any, state: str, reason: str) -> Decision:
    if action.goal.plan.state != PlanState.APPROVED:
        return Decision(_("Only an approved plan is carried out."))
    if action.state != ActionState.OPEN or state not in (ActionState.DONE, ActionState.DROPPED):
        return Decision(_("This action was ended before."))
    if state == ActionState.DROPPED and not reason.strip():
        return Decision(_("Say why the action is dropped; she may ask."))
    return cases.can_record(action.goal.plan.case, by=by)
