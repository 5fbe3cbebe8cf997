from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.releases import access, actions
from amparo.releases.forms import ReturnForm


@require_POST
def return_release(request, release_id):
    release = access.get_release_or_404(request.member, release_id)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what has to change, so that the author can mend it."))
        return redirect(release)
    actions.return_to_author(by=request.member, release=release, reason=form.cleaned_data["reason"])
    messages.success(request, _("Returned to its author with your reason."))
    return redirect(release)
