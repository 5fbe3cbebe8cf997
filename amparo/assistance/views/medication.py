from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.assistance.access import medication as access
from amparo.assistance.actions import medication as actions
from amparo.assistance.enums.medication import DoseState
from amparo.assistance.forms.medication import DoseForm, MedicationForm
from amparo.assistance.queries import medication as queries
from amparo.cases import access as cases
from amparo.cases.policies import can_record
from amparo.core import clock


def medication(request, case_id):
    """The doses of today, each to be written down once; and a form for one more medicine."""
    case = cases.open_case(request.member, case_id, page="medication")
    today = clock.today()
    form = MedicationForm(request.POST or None, initial={"begins_on": today})
    if request.method == "POST" and form.is_valid():
        actions.prescribe(by=request.member, case=case, **form.cleaned_data)
        messages.success(request, _("The medicine was written down."))
        return redirect("assistance:medication", case_id=case.pk)
    context = {
        "case": case,
        "form": form,
        "today": today,
        "yesterday": today - timedelta(days=1),
        "unwritten": queries.unwritten(case, day=today - timedelta(days=1)),
        "lines": queries.doses(case, day=today),
        "medications": queries.all_of(case),
        "states": DoseState.choices,
        "may_record": can_record(case, by=request.member),
    }
    return render(request, "assistance/medication/medication.html", context)


@require_POST
def dose(request, case_id, medication_id):
    """Given, not wanted or not given: written down once, whoever comes first."""
    case = cases.open_case(request.member, case_id, page="medication")
    held = access.medication_of(case, medication_id)
    form = DoseForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    actions.record_dose(by=request.member, medication=held, **form.cleaned_data)
    messages.success(request, _("The dose was written down."))
    return redirect("assistance:medication", case_id=case.pk)


@require_POST
def stop(request, case_id, medication_id):
    """It is not taken any more."""
    case = cases.open_case(request.member, case_id, page="medication")
    actions.stop(by=request.member, medication=access.medication_of(case, medication_id))
    messages.success(request, _("The medicine ends today."))
    return redirect("assistance:medication", case_id=case.pk)
