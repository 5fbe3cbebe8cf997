from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo import audit
from amparo.core import clock
from amparo.directory import access, policies
from amparo.directory.actions import service as actions
from amparo.directory.shown import shown
from amparo.taxonomy.queries import place_path


def service(request: HttpRequest, service_id):
    """One service: for whom, when, what is free, and how it is reached by whoever may know."""
    held = access.get_service_or_404(request.member, service_id)
    member, today = request.member, clock.today()
    seen = shown(member, held, now=clock.now())
    if held.is_sealed and seen.whereabouts:
        audit.record("sealed_place_read", by=member, about=held)
    context = {
        "service": held,
        "shown": seen,
        "place_path": place_path(seen.whereabouts.place) if seen.whereabouts else "",
        "may_change": policies.can_change(held, by=member),
        "may_verify": policies.can_verify(held, by=member, today=today),
        "may_say": policies.can_say_capacity(held, by=member),
    }
    return render(request, "directory/service.html", context)


@require_POST
def verify(request: HttpRequest, service_id):
    """All that stands here is so: somebody asked there."""
    held = access.get_service_or_404(request.member, service_id)
    actions.verify(by=request.member, service=held)
    messages.success(request, _("Written down: verified today."))
    return redirect(held)
