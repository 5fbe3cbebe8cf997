from django.shortcuts import render

from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.journeys.actions import preparing as actions
from amparo.journeys.forms.preparing import ItineraryForm
from amparo.journeys.models import TravelPlan
from amparo.journeys.policies import preparing as policies
from amparo.journeys.queries import preparing as queries
from amparo.journeys.views.journey import opened
from amparo.journeys.views.record import kept
from amparo.people.access import confirmation_required_to_look, confirmed_recently
from amparo.people.views.edit import ask_first


@confirmation_required_to_look
def itinerary(request, case_id, journey_id):
    """The way leg by leg, and what she has on it. What does not follow on says which leg."""
    case, held = opened(request, case_id, journey_id)
    key = f"journey-itinerary:{held.pk}"
    plan = queries.plan(held) or TravelPlan(journey=held, version=0)
    form, differences = ItineraryForm.of(plan, request.POST or None), ()
    if request.method == "POST" and form.is_valid():
        try:
            own = {name: form.cleaned_data[name] for name in ItineraryForm.OWN}
            actions.keep_itinerary(
                by=request.member, journey=held, legs=form.whole,
                seen_version=form.version, **own,
            )  # fmt: skip
        except ChangedMeanwhile as clash:
            if not confirmed_recently(request):
                return ask_first(request, key)
            differences, form = form.beside(clash.held), form.again(clash.held)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return kept(request, held, key)
    draft = members.draft(request.member, key)
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    context = {
        "case": case,
        "journey": held,
        "form": form,
        "differences": differences,
        "draft": draft,
        "draft_key": key,
        "may_write": policies.can_prepare(held, by=request.member),
    }
    return render(request, "journeys/home/itinerary.html", context)
