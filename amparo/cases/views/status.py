from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.cases import access, actions


@require_POST
def status(request, case_id):
    """Move an open case along: active, follow-up."""
    case = access.open_case(request.member, case_id, page="case")
    actions.change_status(by=request.member, case=case, status=request.POST.get("status", ""))
    messages.success(request, _("The status of the case was changed."))
    return redirect(case)
