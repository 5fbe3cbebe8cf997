from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.assistance.access import shelter as access
from amparo.assistance.actions import daybook as actions
from amparo.assistance.forms.daybook import IncidentForm
from amparo.assistance.queries import daybook as queries
from amparo.assistance.queries import shelter as shelters
from amparo.cases import access as cases
from amparo.core import clock
from amparo.core.decisions import Refused


def incidents(request, shelter_id):
    """What happened in the house, and one more of it."""
    shelter = access.open_shelter(request.member, shelter_id, page="incidents")
    at = clock.now().astimezone(clock.programme_zone())
    form = IncidentForm(
        request.POST or None,
        guests=shelters.guests(shelter),
        initial={"happened_on": at.date(), "happened_time": at.time()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(by=request.member, shelter=shelter, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The incident was written down."))
            return redirect("shelter:incidents", shelter_id=shelter.pk)
    found = queries.incidents(shelter)
    access.log_shown(request.member, queries.named_in(found), page="incidents")
    context = {"shelter": shelter, "form": form, "incidents": found}
    return render(request, "assistance/shelter/incidents.html", context)


@require_POST
def done(request, shelter_id, incident_id):
    """The house says that what was to be done is done."""
    shelter = access.open_shelter(request.member, shelter_id, page="incidents")
    actions.follow_up(by=request.member, incident=access.incident_of(shelter, incident_id))
    messages.success(request, _("It was written down as done."))
    return redirect("shelter:incidents", shelter_id=shelter.pk)


@require_POST
def done_by_team(request, case_id, incident_id):
    """Her team says the same, from the page of her stay."""
    case = cases.open_case(request.member, case_id, page="stay")
    actions.follow_up(by=request.member, incident=access.incident_about(case, incident_id))
    messages.success(request, _("It was written down as done."))
    return redirect("assistance:stay", case_id=case.pk)
