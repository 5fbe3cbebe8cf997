from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.cases import actions, queries
from amparo.cases.access import need_to_know as access
from amparo.cases.queries import need_to_know as named
from amparo.core import clock
from amparo.core.decisions import Refused


def named_files(request):
    """Files for named people: number and age, so that somebody can be named; nothing else."""
    cases = access.named_files(request.member).filter(status__in=queries.OPEN)
    if request.method == "POST":
        return handle_post(request)
    lines = named.named_lines(cases, on=clock.today())
    audit.record("named_files_shown", by=request.member, detail={"cases": len(lines)})
    context = {
        "lines": lines,
        "colleagues": colleagues(request.member),
        "is_on_call": access.is_on_call(request.member),
    }
    return render(request, "cases/need_to_know/named_files.html", context)


def handle_post(request):
    case = access.get_named_file_or_404(request.member, request.POST.get("case", ""))
    wanted = request.POST.get("to")
    found = [each for each in colleagues(request.member) if str(each.pk) == wanted]
    if not found:
        raise Http404
    try:
        actions.assign(by=request.member, case=case, member=found[0])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("cases:named_files")
    messages.success(request, _("The colleague joined the team and can open the case now."))
    return redirect("cases:named_files")


def colleagues(member):
    return [each for each in queries.may_take_over(member) if each.pk != member.pk]
