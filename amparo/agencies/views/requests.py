from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import access, actions


@require_POST
@reauthentication_required
def confirm(request, request_id):
    """The second yes. A code that it brings is shown in this answer alone, kept nowhere open."""
    found = access.get_request_or_404(request.member, request_id)
    address = request.build_absolute_uri("/")
    code = actions.confirm(by=request.member, request=found, address=address)
    if code:
        return render(request, "agencies/code.html", {"found": found.member, "code": code})
    messages.success(request, _("Confirmed. It holds from now on; whoever needs a link gets it."))
    return redirect("agencies:members")


@require_POST
@reauthentication_required
def refuse(request, request_id):
    found = access.get_request_or_404(request.member, request_id)
    actions.refuse(by=request.member, request=found)
    messages.success(request, _("Refused. Nothing was changed and nothing was mailed."))
    return redirect("agencies:members")


def say(request, waits, done):
    """What became of it: it is done, or it waits for a second yes."""
    words = _(
        "Noted. Nothing changes and nothing is mailed until another administrator confirms it on "
        "this page, or whoever runs the machine does."
    )
    messages.success(request, words if waits else done)
