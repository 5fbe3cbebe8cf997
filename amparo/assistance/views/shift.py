from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.assistance.access import shelter as access
from amparo.assistance.actions import daybook as actions
from amparo.assistance.forms.daybook import NoteForm
from amparo.assistance.policies import daybook as policies
from amparo.assistance.queries import daybook as queries
from amparo.assistance.queries import shelter as shelters
from amparo.core.decisions import Refused


def shift(request, shelter_id):
    """What is open, what is new, and the change of the shift."""
    shelter = access.open_shelter(request.member, shelter_id, page="shift")
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    notes = queries.open_notes(shelter)
    form = NoteForm(request.POST if asked == "note" else None, guests=shelters.guests(shelter))
    waiting = queries.waiting_change(shelter)
    if done := _done(request, shelter, asked, form, waiting):
        messages.success(request, done)
        return redirect("shelter:shift", shelter_id=shelter.pk)
    access.log_shown(request.member, queries.named_in(notes), page="shift")
    context = {
        "shelter": shelter,
        "notes": notes,
        "form": form,
        "waiting": waiting,
        "may_take_on": waiting
        and policies.can_take_on(given_by=waiting.given_by_id, by=request.member, taken=False),
        "changes": queries.last_changes(shelter),
        "in_house": queries.in_house(shelter),
    }
    return render(request, "assistance/shelter/shift.html", context)


def _done(request, shelter, asked, form, waiting):
    by = request.member
    if asked == "note" and form.is_valid():
        try:
            actions.write_note(by=by, shelter=shelter, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("text", str(refusal))
            return ""
        return _("The note stands for the next shift.")
    if asked == "tick":
        actions.tick_off(by=by, note=access.note_of(shelter, request.POST.get("note", "")))
        return _("It was ticked off.")
    if asked == "give":
        actions.hand_over_shift(by=by, shelter=shelter)
        return _("The shift waits for whoever takes it on.")
    if asked == "take" and waiting is not None:
        actions.take_on_shift(by=by, change=waiting)
        return _("The shift is yours.")
    return ""
