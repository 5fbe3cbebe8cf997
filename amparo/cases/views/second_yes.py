from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.access import disclosure as doors
from amparo.cases.actions import disclosures as actions
from amparo.cases.policies import disclosure as policies
from amparo.cases.queries import disclosure as queries
from amparo.core import clock
from amparo.people import access as people


@people.confirmation_required
def second_yes(request):
    """What a coordinator decided without consent: the second person reads why, never the file."""
    agencies.may(request.member, Permission.OVERRIDE_CONSENT).or_refuse()
    found = list(doors.waiting_for(request.member))
    today = clock.today()
    for held in found:
        audit.record("disclosure_request_read", by=request.member, about=held, fields=["reason"])
    rows = [
        (
            held,
            queries.recipient_words(held),
            policies.can_confirm(
                held, by=request.member, today=today, may_receive=doors.may_receive(held)
            ),
            policies.can_call_off(held, by=request.member),
        )
        for held in found
    ]
    return render(request, "cases/disclosure/second_yes.html", {"rows": rows})


@require_POST
def confirm(request, disclosure_id):
    """The second person says yes."""
    agencies.may(request.member, Permission.OVERRIDE_CONSENT).or_refuse()
    held = doors.waiting_or_404(request.member, disclosure_id)
    actions.confirm_disclosure(by=request.member, disclosure=held)
    messages.success(request, _("Confirmed. The coordinator can hand it over now."))
    return redirect("cases:second_yes")


@require_POST
def refuse(request, disclosure_id):
    """The second person says no."""
    agencies.may(request.member, Permission.OVERRIDE_CONSENT).or_refuse()
    held = doors.waiting_or_404(request.member, disclosure_id)
    actions.call_off_disclosure(by=request.member, disclosure=held)
    messages.success(request, _("Called off. Nothing went."))
    return redirect("cases:second_yes")
