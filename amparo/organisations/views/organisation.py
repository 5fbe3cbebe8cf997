from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.core import clock
from amparo.organisations import access, parts, policies
from amparo.organisations.actions import organisation as actions
from amparo.organisations.forms.organisation import EndForm


def organisation(request, organisation_id):
    """One organisation: what it is, how its office is reached, and what it has to do with us."""
    held = access.get_organisation_or_404(request.member, organisation_id)
    today = clock.today()
    form = EndForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        actions.end(by=request.member, organisation=held, **form.cleaned_data)
        messages.success(request, _("Written down: it works no longer. What it signed stays."))
        return redirect(held)
    context = {
        "organisation": held,
        "parts": parts.parts_of(request.member, held),
        "form": form,
        "may_keep": policies.can_keep(by=request.member),
        "may_end": policies.can_end(held, by=request.member, on=today, today=today),
    }
    return render(request, "organisations/organisation.html", context)
