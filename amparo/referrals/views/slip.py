from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.referrals.actions import paper as actions
from amparo.referrals.forms.referral import SlipForm
from amparo.referrals.queries import paper as queries


def slip(request):
    """A slip that came back: what stands on it, found by its code. Nothing typed is lost."""
    agencies.may(request.member, Permission.RECORD_CASES).or_refuse()
    form = SlipForm(request.POST or None, initial={"said_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        found = queries.slip_of(request.member, typed.pop("code"))
        if found is None:
            form.add_error(
                "code",
                _(
                    "No slip of a case that opens to you bears this code, so nothing was kept yet. "
                    "Compare it letter by letter; 0, 1, I and O do not occur."
                ),
            )
        elif kept(request, found, typed, form):
            return redirect(found.referral)
    return render(request, "referrals/slip.html", {"form": form})


def kept(request, found, typed, form):
    try:
        _made, counts = actions.use_slip(by=request.member, slip=found, **typed)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    if counts:
        messages.success(request, _("The answer was kept."))
    else:
        messages.warning(request, counts.reason)
    return True
