from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.core.decisions import Refused
from amparo.directory import access, policies
from amparo.directory.actions import service as actions
from amparo.directory.enums import Status
from amparo.directory.forms.service import HOURS, ServiceForm
from amparo.directory.queries import service as queries

COPIED = (
    "alias", "status", "description", "eligibility", "minimum_age", "maximum_age", "documents",
    "cost", "fees", "how_to_ask", "day_and_night", "follows_beds",
)  # fmt: skip


def record(request):
    """A new service."""
    initial = {"status": Status.ACTIVE}
    form = ServiceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.record(by=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The service was recorded."))
            return redirect(held)
    return _page(request, form, policies.can_keep(by=request.member))


def edit(request, service_id):
    """What has changed about a service. Its form says where it is, so it has a door of its own."""
    held = access.get_kept_service_or_404(request.member, service_id)
    lies_at = access.whereabouts(request.member, held).facts
    if held.is_sealed:
        audit.record("sealed_place_read", by=request.member, about=held)
    hours = list(held.schedules.values_list("days", "opens_at", "closes_at"))
    traits = queries.codes_of(held)
    initial = {name: getattr(held, name) for name in COPIED} | lies_at
    initial |= {"place": queries.place_of(lies_at["place"]), "needs": traits["need"]}
    initial |= {"languages": traits["language"], "groups": traits["group"]}
    for number, (days, opens, closes) in enumerate(hours, start=1):
        initial |= {f"days_{number}": days.split(","), f"opens_{number}": opens,
                    f"closes_{number}": closes}  # fmt: skip
    rows = max(HOURS, len(hours) + 1)
    form = ServiceForm(request.POST or None, initial=initial, new=False, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(by=request.member, service=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The service was changed."))
            return redirect(held)
    return _page(request, form, policies.can_change(held, by=request.member), held)


def _page(request, form, may_keep, held=None):
    context = {"form": form, "service": held, "may_keep": may_keep}
    return render(request, "directory/edit.html", context)
