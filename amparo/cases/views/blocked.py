from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo import audit
from amparo.cases import blocks
from amparo.cases.access import retention as access
from amparo.cases.actions import retention as actions
from amparo.cases.forms.retention import BlockedForm
from amparo.people import access as people
from amparo.people.enums import Block

PAGE = 25
READ = (Block.CASE, Block.IDENTITY, Block.CONTACT, Block.EVENT, Block.HEALTH)


@require_http_methods(["GET", "HEAD", "POST"])
def blocked(request):
    """Files that nobody opens, by number; and the request by which the focal point opens one."""
    found = access.blocked(request.member)
    form = BlockedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = access.blocked_of_number(request.member, form.cleaned_data["number"])
        if case is not None:
            reason = form.cleaned_data["reason"]
            opening = actions.open_blocked(by=request.member, case=case, reason=reason)
            messages.success(request, _("The file is open to you for 60 minutes, for reading."))
            return redirect("cases:blocked_file", opening_id=opening.pk)
        form.add_error("number", _("No blocked file bears this number. Compare it with the act."))
    audit.record("blocked_files_listed", by=request.member)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/retention/blocked.html", {"form": form, "page": shown})


@people.confirmation_required
def blocked_file(request, opening_id):
    """A blocked file, for reading, within the hour of its request."""
    opening = access.open_blocked(request.member, opening_id)
    case = opening.case
    audit.record("identity_revealed", by=request.member, about=case.person, fields=["blocked"])
    context = {
        "opening": opening,
        "case": case,
        "blocks": [(Block(each).label, blocks.contents(case, each)) for each in READ],
    }
    return render(request, "cases/retention/blocked_file.html", context)
