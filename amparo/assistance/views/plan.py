from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.assistance.access import plan as access
from amparo.assistance.actions import plan as actions
from amparo.assistance.enums.plan import PlanState
from amparo.assistance.forms.plan import PlanForm
from amparo.assistance.policies import plan as policies
from amparo.assistance.queries import plan as queries
from amparo.cases import access as cases
from amparo.cases.policies import can_record
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile
from amparo.taxonomy import codes


def plan(request, case_id):
    """The plan of a case: the version being written, or else the approved one."""
    case = cases.open_case(request.member, case_id, page="plan")
    versions = queries.versions(case)
    if not versions:
        may_begin = policies.can_begin(case, by=request.member, working=False)
        return render(request, "assistance/plan/none.html", {"case": case, "may_begin": may_begin})
    return page(request, case, versions[0], versions)


def version(request, case_id, number):
    """One version, as it stands or as it was approved."""
    case = cases.open_case(request.member, case_id, page="plan")
    held = access.plan_of(case, number)
    form, differences = None, ()
    if request.method == "POST":
        form = PlanForm.of(held, request.POST)
        if form.is_valid():
            try:
                actions.say_about(
                    by=request.member, plan=held, seen_version=form.version, **form.changes()
                )
            except ChangedMeanwhile as clash:
                form, differences = form.again(clash.held), form.beside(clash.held)
            else:
                messages.success(request, _("The plan was saved."))
                return redirect("assistance:plan", case_id=case.pk)
    return page(request, case, held, queries.versions(case), form=form, differences=differences)


def page(request, case, held, versions, *, form=None, differences=()):
    member, goals = request.member, queries.goals(held)
    working = any(one.is_working for one in versions)
    context = {
        "case": case,
        "plan": held,
        "goals": goals,
        "versions": versions,
        "writers": queries.writers(held),
        "made_in": codes.label("language", held.language) if held.language else "",
        "form": form or PlanForm.of(held),
        "differences": differences,
        "today": clock.today(),
        "is_approved": held.state == PlanState.APPROVED,
        "waits": held.state == PlanState.WAITING,
        "may_write": policies.can_write(held, by=member),
        "may_send": policies.can_send(held, by=member, goals=len(goals)),
        "may_answer": policies.can_answer(held, by=member),
        "may_begin": policies.can_begin(case, by=member, working=working),
        "may_record": can_record(case, by=member),
    }
    return render(request, "assistance/plan/plan.html", context)
