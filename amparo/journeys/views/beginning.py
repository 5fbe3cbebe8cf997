from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.cases import access as cases
from amparo.core.decisions import Refused
from amparo.journeys.access import reintegration as access
from amparo.journeys.actions import reintegration as actions
from amparo.journeys.forms.reintegration import BeginForm
from amparo.journeys.policies import reintegration as policies
from amparo.taxonomy import queries as places


def beginning(request, case_id):
    """Where she builds her life anew and since when, written down rightly."""
    case = cases.open_case(request.member, case_id, page="reintegration")
    held = access.newest_or_404(case)
    place = places.place_path(held.place) if held.place else ""
    first = {"where": held.where, "begun_on": held.begun_on, "place": place}
    form = BeginForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_beginning(by=request.member, reintegration=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("begun_on", str(refusal))
        else:
            messages.success(request, _("Corrected. The visits count from this day."))
            return redirect("journeys:reintegration", case_id=case.pk)
    may_write = policies.can_write(held, by=request.member)
    context = {"case": case, "held": held, "form": form, "may_write": may_write}
    return render(request, "journeys/beginning.html", context)
