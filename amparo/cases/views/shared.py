from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.access import disclosure as doors
from amparo.cases.actions import disclosures as actions
from amparo.cases.actions.withholding import Withheld
from amparo.cases.queries import disclosure as queries
from amparo.core import clock
from amparo.people.access import confirmation_required


def shared(request):
    """What other agencies opened to this one: numbers and blocks, nothing of what they hold."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    lines = queries.opened_to(request.member, on=clock.today())
    to_name = queries.to_be_named(request.member, on=clock.today())
    detail = {"number": len(lines)}
    audit.record("shared_list_shown", by=request.member, detail=detail)
    colleagues = queries.may_read(request.member) if to_name else []
    context = {"lines": lines, "to_name": to_name, "colleagues": colleagues}
    return render(request, "cases/disclosure/shared.html", context)


@require_POST
def readers(request, disclosure_id):
    """Name a colleague to what a file for named people opens, or take her off. It opens nothing."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    held = doors.waiting_for_names_or_404(request.member, disclosure_id)
    colleague = _colleague(request)
    if "off" in request.POST:
        actions.take_reader_off(by=request.member, disclosure=held, member=colleague)
        messages.success(request, _("The colleague reads it no more."))
    else:
        try:
            actions.name_reader(by=request.member, disclosure=held, member=colleague)
        except Withheld as refusal:
            messages.error(request, str(refusal))
            return redirect("shared:shared")
        messages.success(request, _("The colleague can read it now. Nobody else was let in."))
    return redirect("shared:shared")


def _colleague(request):
    wanted = request.POST.get("to")
    found = [each for each in queries.may_read(request.member) if str(each.pk) == wanted]
    if not found:
        raise Http404
    return found[0]


@confirmation_required
def shared_one(request, disclosure_id):
    """Exactly the blocks that were opened, as they stand now; never the case."""
    held, opened = doors.open_shared_or_404(request.member, disclosure_id)
    context = {
        "disclosure": held,
        "agency": held.case.agency,
        "packages": queries.package(held, opened),
        "readers": queries.readers_of(held, request.member.agency),
    }
    return render(request, "cases/disclosure/shared_one.html", context)
