from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.access import confirmation_required_to_look, confirmed_recently
from amparo.referrals.access import incoming as access
from amparo.referrals.actions import incoming as actions
from amparo.referrals.forms.incoming import IncomingAnswerForm
from amparo.referrals.policies import incoming as policies
from amparo.referrals.queries import incoming as queries


@confirmation_required_to_look
def incoming(request, incoming_id):
    """What another office tells of somebody whom it refers to us, and our answer."""
    held = access.get_incoming_or_404(request.member, incoming_id)
    form = IncomingAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(by=request.member, incoming=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Answered and sealed. Take the answer out and send it."))
            return redirect("packages:packages")
    readable = policies.may_be_read(held, now=clock.now())
    # A form that comes back wrong shows nothing that she has not confirmed to read.
    shown = bool(readable) and confirmed_recently(request)
    if shown:
        audit.record("incoming_referral_read", by=request.member, about=held)
    context = {
        "incoming": held,
        "readable": readable,
        "said": queries.said(held) if shown else None,
        "form": form,
    }
    return render(request, "referrals/incoming.html", context)
