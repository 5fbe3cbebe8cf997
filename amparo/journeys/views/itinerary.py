from django.shortcuts import render

from amparo.journeys.actions import preparing as actions
from amparo.journeys.forms.preparing import ItineraryForm
from amparo.journeys.models import TravelPlan
from amparo.journeys.policies import preparing as policies
from amparo.journeys.queries import preparing as queries
from amparo.journeys.views import typed
from amparo.journeys.views.journey import opened
from amparo.journeys.views.record import kept
from amparo.people.access import confirmation_required_to_look


@confirmation_required_to_look
def itinerary(request, case_id, journey_id):
    """The way leg by leg, and what she has on it. What does not follow on says which leg."""
    case, held = opened(request, case_id, journey_id, ways=policies.EITHER)
    key = f"journey-itinerary:{held.pk}"
    plan = queries.plan(held) or TravelPlan(journey=held, version=0)

    def keep(form):
        own = {name: form.cleaned_data[name] for name in ItineraryForm.OWN}
        actions.keep_itinerary(
            by=request.member, journey=held, legs=form.whole, seen_version=form.version, **own
        )

    said = typed.tried(request, ItineraryForm.of(plan, request.POST or None), key, keep)
    if said.other_page or said.is_kept:
        return said.other_page or kept(request, held, key)
    context = {
        "case": case,
        "journey": held,
        "differences": said.differences,
        "may_write": policies.can_prepare(held, by=request.member, ways=policies.EITHER),
        **typed.with_draft(request, said.form, key),
    }
    return render(request, "journeys/home/itinerary.html", context)
