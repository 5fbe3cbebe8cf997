from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.cases import access as cases
from amparo.core.decisions import Refused
from amparo.journeys.access import reintegration as access
from amparo.journeys.actions import lost_contact as actions
from amparo.journeys.enums.lost_contact import Step
from amparo.journeys.forms.lost_contact import LetBeForm, StepForm
from amparo.journeys.policies import lost_contact as policies
from amparo.journeys.queries import lost_contact as queries
from amparo.journeys.queries import reintegration as reintegrations


def lost_contact(request, case_id):
    """What was tried to reach her, step by step, within her rules and telling nobody why."""
    case = cases.open_case(request.member, case_id, page="lost_contact")
    held = access.newest_or_404(case)
    search = queries.open_search(held)
    do = request.POST.get("do", "")
    step = StepForm(request.POST if do == "step" else None)
    let_be = LetBeForm(request.POST if do == "let_be" else None)
    if request.method == "POST":
        form = {"step": step, "let_be": let_be}.get(do)
        if form is None or form.is_valid():
            try:
                handle(request, held, search, do, form)
            except Refused as refusal:
                if form is None:
                    raise
                form.add_error(None, str(refusal))
            else:
                return redirect("journeys:lost_contact", case_id=case.pk)
    context = {
        "case": case,
        "held": held,
        "search": search,
        "ended": [each for each in queries.searches(held) if each.end],
        "steps": steps(search),
        "attempts": queries.attempts(held),
        "days": len(policies.failed_days(queries.attempts(held))),
        "wanted": policies.DAYS,
        "ways": reintegrations.ways_now(case.person),
        "step_form": step,
        "let_be_form": let_be,
        "may_begin": policies.can_begin_search(
            held,
            by=request.member,
            overdue=queries.late_since(held) is not None,
            attempts=queries.attempts(held),
            searching=search is not None,
        ),
        "may_find": search and policies.can_say_found(search, by=request.member),
        "may_let_be": search
        and policies.can_let_be(search, by=request.member, taken=queries.taken(search), words="-"),
    }
    return render(request, "journeys/lost_contact.html", context)


def steps(search):
    """Each step of the protocol, and how it was taken."""
    if search is None:
        return []
    taken = {each.step: each for each in search.steps.select_related("done_by")}
    for each in taken.values():
        each.lost_contact = search
    return [(each, taken.get(each.value)) for each in Step]


def handle(request, held, search, do, form):
    by = request.member
    if search is None:
        actions.begin(by=by, reintegration=held)
        messages.success(request, _("The steps stand below. Tell nobody why you look for her."))
    elif do == "step":
        actions.take_step(by=by, search=search, **form.cleaned_data)
        messages.success(request, _("The step was kept."))
    elif do == "found":
        actions.found(by=by, search=search)
        messages.success(request, _("She is in contact again. Accompanying her goes on."))
    elif do == "let_be":
        actions.let_be(by=by, search=search, **form.cleaned_data)
        messages.success(request, _("Closed. If she comes back, begin anew: nothing is lost."))
