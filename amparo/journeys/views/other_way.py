from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.cases import access as cases
from amparo.cases.policies import risk
from amparo.core.decisions import Refused
from amparo.journeys.access import journey as access
from amparo.journeys.actions import other_way as actions
from amparo.journeys.enums import Pathway
from amparo.journeys.forms.begin import OtherWayForm
from amparo.journeys.policies import journey as policies
from amparo.journeys.queries import steps as queries
from amparo.organisations.queries import organisation as organisations


@require_http_methods(["GET", "HEAD", "POST"])
def other_way(request, case_id, journey_id):
    """She takes the other way: this journey is called off and that one begins, in one go."""
    case = cases.open_case(request.member, case_id, page="journeys")
    risk.can_see(case, by=request.member).or_refuse()
    journey = access.journey_or_404(case, journey_id)
    is_return = journey.pathway == Pathway.RETURN
    other = Pathway.FAMILY if is_return else Pathway.RETURN
    form = OtherWayForm(request.POST or None, initial={"office": journey.office.name})
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.switch(
                by=request.member, journey=journey, pathway=other, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The way was changed. Nothing of her assistance changes."))
            return redirect("journeys:journey", case_id=case.pk, journey_id=begun.pk)
    may = policies.can_switch(journey, queries.said(journey), by=request.member, pathway=other)
    context = {
        "case": case,
        "journey": journey,
        "other": other,
        "form": form,
        "offered": organisations.offered(),
        "may_switch": may,
    }
    return render(request, "journeys/other_way.html", context)
