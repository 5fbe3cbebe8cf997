from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.core.decisions import Refused
from amparo.directory import access, policies
from amparo.directory.actions import service as actions
from amparo.directory.forms.service import TierForm
from amparo.taxonomy.queries import place_path


def tier(request, service_id):
    """Who learns where it is. Widening it shows first what they will read, and asks again."""
    held = access.get_kept_service_or_404(request.member, service_id)
    form = TierForm(request.POST or None, initial={"tier": held.tier})
    may_change = policies.can_change(held, by=request.member)
    context = {"service": held, "form": form, "may_change": may_change}
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        wider = policies.is_wider(typed["tier"], than=held.tier)
        if wider and not typed["confirmed"] and may_change:
            lies_at = access.whereabouts(request.member, held)
            context |= {"tier": typed["tier"], "whereabouts": lies_at,
                        "place_path": place_path(lies_at.place)}  # fmt: skip
            return render(request, "directory/tier_wider.html", context)
        try:
            actions.set_tier(by=request.member, service=held, **typed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down who learns where it is."))
            return redirect(held)
    return render(request, "directory/tier.html", context)
