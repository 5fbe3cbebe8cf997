from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.assistance.access import medication
from amparo.assistance.access import shelter as access
from amparo.assistance.actions import medication as doses
from amparo.assistance.actions import stay as actions
from amparo.assistance.enums.medication import DoseState
from amparo.assistance.forms.medication import DoseForm
from amparo.assistance.forms.shelter import MoveForm, OutForm
from amparo.assistance.queries import medication as queries_doses
from amparo.assistance.queries import shelter as queries
from amparo.core import clock
from amparo.core.decisions import Refused


def guest(request, shelter_id, stay_id):
    """What a night must know of one guest: bed, age band, medicine, what her team told."""
    shelter = access.open_shelter(request.member, shelter_id, page="guest")
    stay = access.open_guest(request.member, shelter, stay_id)
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    family = queries.family_of(stay)
    beds = queries.free_beds([shelter])
    move = MoveForm(request.POST if asked == "move" else None, beds=beds, has_family=bool(family))
    out = OutForm(request.POST if asked == "out" else None)
    if done := _done(request, stay, asked, move, out):
        messages.success(request, done)
        return redirect("shelter:guest", shelter_id=shelter.pk, stay_id=stay.pk)
    today = clock.today()
    minor = queries.is_minor(stay, on=today)
    context = {
        "shelter": shelter,
        "stay": stay,
        "band": queries.band_of(stay.case.person, minor, on=today),
        "bed": queries.bed_now(stay),
        "leave": queries.leave_now(stay),
        "family": family,
        "yesterday": today - timedelta(days=1),
        "unwritten": queries_doses.unwritten(stay.case, day=today - timedelta(days=1)),
        "lines": queries_doses.doses(stay.case, day=today),
        "today": today,
        "states": DoseState.choices,
        "move": move,
        "out": out,
    }
    return render(request, "assistance/shelter/guest.html", context)


def _done(request, stay, asked, move, out):
    """What was asked for is done and said; a rule that says no stands at the field it is about."""
    if asked == "move" and move.is_valid():
        try:
            actions.move(by=request.member, stay=stay, **move.cleaned_data)
        except Refused as refusal:
            move.add_error("bed", str(refusal))
            return ""
        return _("She has another bed now.")
    if asked == "out" and out.is_valid():
        actions.go_out(by=request.member, stay=stay, **out.cleaned_data)
        return _("It was written down that she is out.")
    if asked == "back":
        actions.come_back(by=request.member, stay=stay)
        return _("It was written down that she is back.")
    return ""


@require_POST
def dose(request, shelter_id, stay_id, medication_id):
    """What became of one dose, by whoever is there: written down once, as on the case."""
    shelter = access.open_shelter(request.member, shelter_id, page="guest")
    stay = access.open_guest(request.member, shelter, stay_id)
    form = DoseForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    held = medication.medication_of(stay.case, medication_id)
    doses.record_dose(by=request.member, medication=held, **form.cleaned_data)
    messages.success(request, _("The dose was written down."))
    return redirect("shelter:guest", shelter_id=shelter.pk, stay_id=stay.pk)
