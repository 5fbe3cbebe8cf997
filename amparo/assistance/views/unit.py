from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.assistance.access import shelter as access
from amparo.assistance.actions import shelter as actions
from amparo.assistance.forms.shelter import MoreBedsForm, UnitChangeForm
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused


def unit(request, shelter_id, unit_id):
    """Change a unit, or add beds to it, for who keeps the house."""
    shelter = access.get_kept_or_404(request.member, shelter_id)
    held = access.unit_of(shelter, unit_id)
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    form = UnitChangeForm.of(held, request.POST if asked == "change" else None)
    more = MoreBedsForm(request.POST if asked == "beds" else None)
    differences, done = (), ""
    try:
        done = _done(request.member, held, asked, form, more)
    except ChangedMeanwhile as clash:
        form, differences = form.again(clash.held), form.beside(clash.held)
    except Refused as refusal:
        (more if asked == "beds" else form).add_error(None, str(refusal))
    if done:
        messages.success(request, done)
        return redirect("shelter:rooms", shelter_id=shelter.pk)
    context = {
        "shelter": shelter, "unit": held, "form": form, "more": more, "differences": differences,
    }  # fmt: skip
    return render(request, "assistance/shelter/unit.html", context)


def _done(by, unit, asked, form, more):
    if asked == "change" and form.is_valid():
        actions.change_unit(by=by, unit=unit, seen_version=form.version, **form.changes())
        return _("The unit was changed.")
    if asked == "beds" and more.is_valid():
        actions.add_beds(by=by, unit=unit, **more.cleaned_data)
        return _("The beds were added.")
    return ""
