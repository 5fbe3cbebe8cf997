from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amparo.agencies import actions as member_actions
from amparo.cases import access
from amparo.cases import policies as cases
from amparo.cases.policies import risk
from amparo.core.decisions import Refused
from amparo.journeys.access import journey as doors
from amparo.journeys.actions import journey as actions
from amparo.journeys.enums import OVER, Side
from amparo.journeys.forms.begin import BeginForm
from amparo.journeys.models import Journey
from amparo.journeys.views import typed
from amparo.organisations.queries import organisation as organisations


@require_http_methods(["GET", "HEAD", "POST"])
def of_case(request, case_id):
    """The journeys of a case, and the beginning of the next one while none is under way."""
    case = access.open_case(request.member, case_id, page="journeys")
    risk.can_see(case, by=request.member).or_refuse()
    key = f"journey-begin:{case.pk}"
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.begin(by=request.member, case=case, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            member_actions.drop_draft(by=request.member, form=key)
            return redirect(page_of(begun), case_id=case.pk, journey_id=begun.pk)
    found = list(doors.of_case(case))
    context = {
        "case": case,
        "lines": [(each, page_of(each)) for each in found],
        "is_on_one": any(each.state not in OVER for each in found),
        **typed.with_draft(request, form, key),
        "offered": organisations.offered(),
        "may_begin": cases.can_record(case, by=request.member),
    }
    return render(request, "journeys/of_case.html", context)


def page_of(journey: Journey) -> str:
    """Where somebody goes on with it: at this end it is prepared, or only spoken of."""
    return "journeys:journey" if journey.side == Side.SENDING else "journeys:both_ends"
