from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.core.decisions import Refused
from amparo.organisations import access, policies
from amparo.organisations.actions import organisation as actions
from amparo.organisations.forms.organisation import OrganisationForm
from amparo.organisations.queries import organisation as queries

COPIED = ("name", "short_name", "sector", "level", "phone", "email", "website")


def record(request):
    """A new organisation."""
    agencies = queries.agencies_without_one()
    form = OrganisationForm(request.POST or None, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.record(by=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The organisation was recorded."))
            return redirect(held)
    return _page(request, form)


def edit(request, organisation_id):
    """What has changed about an organisation."""
    held = access.get_organisation_or_404(request.member, organisation_id)
    agencies = list(queries.agencies_without_one())
    if held.agency is not None:
        agencies.append(held.agency)
    initial = {name: getattr(held, name) for name in COPIED}
    initial |= {"place": held.place, "agency": str(held.agency_id or "")}
    form = OrganisationForm(request.POST or None, agencies=agencies, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(by=request.member, organisation=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The organisation was changed."))
            return redirect(held)
    return _page(request, form, held)


def _page(request, form, held=None):
    may_keep = policies.can_keep(by=request.member)
    context = {"form": form, "organisation": held, "may_keep": may_keep}
    return render(request, "organisations/edit.html", context)
