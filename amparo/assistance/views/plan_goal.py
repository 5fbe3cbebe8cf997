from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.assistance.access import plan as access
from amparo.assistance.actions import plan as actions
from amparo.assistance.forms.plan import GoalForm
from amparo.assistance.policies import plan as policies
from amparo.cases import access as cases
from amparo.core.changes import ChangedMeanwhile


def new(request, case_id, number):
    """One more goal, with what is to be done for it."""
    return answer(request, case_id, number, None)


def goal(request, case_id, number, goal_id):
    """Change a goal and its open actions."""
    return answer(request, case_id, number, goal_id)


def answer(request, case_id, number, goal_id):
    case = cases.open_case(request.member, case_id, page="plan")
    plan = access.plan_of(case, number)
    held = access.goal_of(plan, goal_id) if goal_id else None
    initial = GoalForm.initial_of(held) | {"seen": GoalForm.mark(held)} if held else {}
    form = GoalForm(request.POST or None, initial=initial)
    differences, draft = (), members.draft(request.member, key(plan, held))
    if request.method == "POST" and form.is_valid():
        try:
            write(request, plan, held, form)
        except ChangedMeanwhile as clash:
            form, differences = form.again(clash.held), form.beside(clash.held)
        else:
            member_actions.drop_draft(by=request.member, form=key(plan, held))
            messages.success(request, _("The goal was saved."))
            return redirect("assistance:plan", case_id=case.pk)
    elif draft and "draft" in request.GET:
        drafts.restore(form, draft)
    context = {
        "case": case,
        "plan": plan,
        "goal": held,
        "form": form,
        "differences": differences,
        "draft": draft,
        "draft_key": key(plan, held),
        "may_write": policies.can_write(plan, by=request.member),
    }
    return render(request, "assistance/plan/goal.html", context)


def write(request, plan, held, form):
    actions.write_goal(
        by=request.member,
        plan=plan,
        goal=held,
        words=form.cleaned_data["words"],
        rows=form.rows(),
        seen_version=form.version if held else 0,
    )


def key(plan, goal):
    return f"goal-{goal.pk if goal else plan.number}:{plan.case_id}"
