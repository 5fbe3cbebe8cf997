from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.core import clock
from amparo.referrals.access import packages as access
from amparo.referrals.actions import packages as actions
from amparo.referrals.envelope import CannotOpen
from amparo.referrals.forms.card import PackageForm
from amparo.referrals.policies import package as policies

SHOWN = 50


def packages(request):
    """What went to other offices and what came; and where one that came is opened."""
    may = policies.can_take_in(by=request.member)
    may.or_refuse()
    form = PackageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_in(by=request.member, content=form.cleaned_data["package"])
        except CannotOpen as refused:
            form.add_error("package", str(refused.reason.label))
        else:
            messages.success(request, _("Opened and taken. Send the acknowledgement back."))
            return redirect("packages:packages")
    context = {
        "form": form,
        "sent": access.visible_sent(request.member)[:SHOWN],
        "received": access.visible_received(request.member)[:SHOWN],
        "now": clock.now(),
    }
    return render(request, "referrals/packages.html", context)


@require_POST
def take_out(request, package_id):
    """The sealed file, under a name that says nothing."""
    held = access.get_sent_or_404(request.member, package_id)
    content = actions.take_out(by=request.member, package=held)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{held.pk.hex[:8]}.age"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
