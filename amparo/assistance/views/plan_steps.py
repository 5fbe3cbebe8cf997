from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.assistance.access import plan as access
from amparo.assistance.actions import plan as actions
from amparo.cases import access as cases


@require_POST
def begin(request, case_id):
    """Begin a version of the plan."""
    case = cases.open_case(request.member, case_id, page="plan")
    actions.begin(by=request.member, case=case)
    return redirect("assistance:plan", case_id=case.pk)


@require_POST
def send(request, case_id, number):
    """Ask somebody else to approve it."""
    case = cases.open_case(request.member, case_id, page="plan")
    actions.send(by=request.member, plan=access.plan_of(case, number))
    messages.success(request, _("The plan waits for approval now."))
    return redirect("assistance:plan", case_id=case.pk)


@require_POST
def answer(request, case_id, number):
    """Approve what was read, or return it with a reason."""
    case = cases.open_case(request.member, case_id, page="plan")
    plan = access.plan_of(case, number)
    if "approve" in request.POST:
        seen = request.POST.get("version", "")
        seen_version = int(seen) if seen.isdecimal() else 0
        actions.approve(by=request.member, plan=plan, seen_version=seen_version)
        messages.success(request, _("The plan was approved."))
    else:
        actions.send_back(
            by=request.member, plan=plan, reason=request.POST.get("reason", "")[:5000]
        )
        messages.success(request, _("The plan was returned."))
    return redirect("assistance:plan", case_id=case.pk)


@require_POST
def end_action(request, case_id, number, action_id):
    """Done, or dropped with a reason."""
    case = cases.open_case(request.member, case_id, page="plan")
    action = access.action_of(access.plan_of(case, number), action_id)
    state, reason = request.POST.get("state", ""), request.POST.get("reason", "")[:2000]
    actions.end_action(by=request.member, action=action, state=state, reason=reason)
    messages.success(request, _("The plan was saved."))
    return redirect("assistance:plan_version", case_id=case.pk, number=number)
