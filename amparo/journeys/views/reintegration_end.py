from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.cases import access as cases
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.access import reintegration as access
from amparo.journeys.actions import reintegration as actions
from amparo.journeys.forms.reintegration import AgainForm, EndForm
from amparo.journeys.policies import reintegration as policies
from amparo.journeys.queries import reintegration as queries


def end(request, case_id):
    """How accompanying her ends, and what should stand before."""
    case = cases.open_case(request.member, case_id, page="reintegration_end")
    held = access.newest_or_404(case)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(by=request.member, reintegration=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("ending", str(refusal))
        else:
            messages.success(request, _("Ended. If she wants, it begins anew at any time."))
            return redirect("journeys:reintegration", case_id=case.pk)
    context = {
        "case": case,
        "held": held,
        "form": form,
        "criteria": policies.criteria(queries.standing(held)),
        "may_write": policies.can_write(held, by=request.member),
    }
    return render(request, "journeys/reintegration_end.html", context)


def again(request, case_id):
    """The way back for who was trafficked again: safety first, and nothing is asked of her."""
    case = cases.open_case(request.member, case_id, page="way_back")
    held, today = access.newest_or_404(case), clock.today()
    form = AgainForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_trafficked_again(
                by=request.member, reintegration=held, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Her risk is due today; the steps stand below."))
            return redirect("journeys:way_back", case_id=case.pk)
    context = {
        "case": case,
        "held": held,
        "form": form,
        "may_tell": policies.can_tell_again(held, by=request.member, on=held.begun_on, today=today),
    }
    return render(request, "journeys/way_back.html", context)
