from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import actions


@require_POST
def end_others(request):
    """End what she has open on other devices."""
    actions.end_other_visits(by=request.member, session_key=request.session.session_key)
    messages.success(request, _("Whatever you had open elsewhere has ended."))
    return redirect("mfa_index")
