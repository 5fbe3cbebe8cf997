from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.releases import access, actions
from amparo.releases.enums import State


@require_POST
def approve(request, release_id):
    release = access.get_release_or_404(request.member, release_id)
    release = actions.approve(by=request.member, release=release)
    if release.state == State.PUBLISHED:
        messages.success(request, _("Published: two people have approved it."))
    else:
        messages.success(request, _("Approved. A second person has to look as well."))
    return redirect(release)
