from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.releases import actions
from amparo.releases.enums import State
from amparo.statistics.access import open_extract


@require_POST
def propose(request, extract_id):
    extract = open_extract(request.member, extract_id)
    release = actions.propose(by=request.member, extract=extract)
    if release.state == State.REFUSED:
        messages.warning(request, _("The rules refuse these figures. The reasons stand below."))
    else:
        messages.success(request, _("Proposed. Two people other than you have to approve it."))
    return redirect(release)
