from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.cases import access
from amparo.core import clock
from amparo.journeys.access.journey import journey_or_404
from amparo.journeys.actions import her_mind as actions
from amparo.journeys.enums import Gate, JourneyState, Pathway
from amparo.journeys.policies import preparing as policies
from amparo.journeys.queries import gates, outside_papers, preparing, silence
from amparo.journeys.views.family import family_page
from amparo.journeys.views.gate_pages import line

# Not asked for of everybody, and written down where it is so.
BESIDES = (Gate.HOST, Gate.ESCORT, Gate.NO_BAN)


def journey(request, case_id, journey_id):
    """What is missing before she may set out, the first of it on top, and what stands."""
    case, held = opened(request, case_id, journey_id, ways=policies.EITHER)
    if held.pathway == Pathway.FAMILY:
        return family_page(request, case, held)
    found = gates.prepared(held)
    lines = [line(held, standing) for standing in found.standings]
    met = [each for each in lines if each.standing.is_met]
    context = {
        "case": case,
        "journey": held,
        "prepared": found,
        "missing": [each for each in lines if not each.standing.is_met],
        "met": [each for each in met if found.rests_on_something(each.standing.gate)],
        "besides": [
            each
            for each in met
            if each.standing.gate in BESIDES and not found.rests_on_something(each.standing.gate)
        ],
        "may_change_mind": policies.can_change_mind(held, by=request.member),
        "awaited": silence.awaited(held),
        "today": clock.today(),
        "went": outside_papers.outside(held),
        "is_called_off": held.state == JourneyState.CALLED_OFF,
        "may_cancel": policies.can_write_after(held, by=request.member),
        "measures": preparing.measures_in_force(case, on=found.facts.leaves_on),
    }
    return render(request, "journeys/home/journey.html", context)


@require_POST
def change_mind(request, case_id, journey_id):
    """She does not want to go now. One press; nobody asks why."""
    case, held = opened(request, case_id, journey_id)
    actions.change_mind(by=request.member, journey=held)
    messages.success(
        request, _("Written down. Her assistance, her plan and her bed stay as they are.")
    )
    return redirect("journeys:journey", case_id=case.pk, journey_id=held.pk)


def opened(request, case_id, journey_id, *, ways=policies.A_RETURN):
    """A journey that this end prepares, through its case; a return, unless more is said."""
    case = access.open_case(request.member, case_id, page="journeys")
    held = journey_or_404(case, journey_id)
    policies.can_see(held, by=request.member, ways=ways).or_refuse()
    return case, held
