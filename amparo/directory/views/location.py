from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo import audit
from amparo.core.decisions import Refused
from amparo.directory import access, policies
from amparo.directory.actions import location as actions
from amparo.directory.forms.service import LocationForm


def location(request, service_id):
    """The further places of a service: one more, or one less. It says where they are, so it has
    the door of the form."""
    held = access.get_kept_service_or_404(request.member, service_id)
    form = LocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add(by=request.member, service=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The place was added."))
            return redirect("directory:location", service_id=held.pk)
    if held.is_sealed:
        audit.record("sealed_place_read", by=request.member, about=held)
    further = access.whereabouts(request.member, held).further
    context = {
        "service": held,
        "form": form,
        "further": further,
        "may_add": policies.can_add_place(held, by=request.member, held=len(further)),
        "may_change": policies.can_change(held, by=request.member),
    }
    return render(request, "directory/location.html", context)


@require_POST
def remove(request, service_id, location_id):
    """It is given there no more."""
    held = access.get_kept_service_or_404(request.member, service_id)
    actions.remove(by=request.member, service=held, location=location_id)
    messages.success(request, _("The place was taken away."))
    return redirect("directory:location", service_id=held.pk)
