from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.cases import access, actions, queries
from amparo.cases.access import need_to_know
from amparo.cases.actions import teams
from amparo.core.decisions import Refused


def handover(request):
    """Open cases whose worker left: their coordinator gives them to somebody else."""
    cases = need_to_know.cases_to_hand_over(request.member)
    if request.method == "POST":
        return handle_post(request, cases)
    rows = queries.waiting_handovers(cases)
    audit.record("handovers_shown", by=request.member, detail={"cases": len(rows)})
    opens = access.visible_cases(request.member).filter(pk__in=[row.case.pk for row in rows])
    context = {
        "rows": rows,
        "opens": set(opens.values_list("pk", flat=True)),
        "colleagues": queries.may_take_over(request.member),
    }
    return render(request, "cases/handover.html", context)


def handle_post(request, cases):
    wanted = request.POST.getlist("case")
    waiting = [row.case for row in queries.waiting_handovers(cases) if str(row.case.pk) in wanted]
    if not waiting:
        messages.info(request, _("No case was ticked, so nothing was changed."))
        return redirect("cases:handover")
    if "settle" in request.POST:
        for case in waiting:
            actions.settle_handover(by=request.member, case=case)
        messages.success(request, _("Taken off the list. Their teams stay as they are."))
        return redirect("cases:handover")
    colleague = _colleague(request)
    try:
        teams.hand_over(by=request.member, cases=waiting, member=colleague)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("cases:handover")
    messages.success(request, _("Handed over. The colleague can open these cases now."))
    return redirect("cases:handover")


def _colleague(request):
    for colleague in queries.may_take_over(request.member):
        if str(colleague.pk) == request.POST.get("to"):
            return colleague
    raise Http404
