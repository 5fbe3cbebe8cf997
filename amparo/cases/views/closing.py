from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.cases import access
from amparo.cases.actions import closing as actions
from amparo.cases.before_closing import may_close, may_end, ways_out
from amparo.cases.enums import Status
from amparo.cases.forms.closing import ClosingForm, ReopeningForm
from amparo.cases.policies import closing as policies
from amparo.cases.queries import closing as queries


def closing(request, case_id):
    """End the work on a case with a reason, or take it up again; and how often that was done."""
    case = access.open_case(request.member, case_id, page="closing")
    form = (ClosingForm if case.is_open else ReopeningForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how = form.cleaned_data
        if case.is_open and not (may := may_end(case, status=how["status"], reason=how["reason"])):
            form.add_error(None, may.reason)
        else:
            return handle_valid(request, case, form)
    waiting = queries.waiting(case)
    may_ask = policies.can_ask(case, by=request.member, waiting=waiting is not None)
    context = {
        "case": case,
        "form": form,
        "waiting": waiting,
        "to_status": Status(waiting.to_status).label if waiting else "",
        "trail": queries.trail(case),
        "may_ask": may_ask and may_close(case),
        "may_answer": waiting and policies.can_answer(waiting, by=request.member),
        "may_call_off": waiting and policies.can_call_off(waiting, by=request.member),
        "ways_out": ways_out(case) if case.is_open else [],
        "may_reopen": policies.can_reopen(case, by=request.member),
    }
    return render(request, "cases/closing/closing.html", context)


def handle_valid(request, case, form):
    if case.is_open:
        actions.ask(by=request.member, case=case, **form.cleaned_data)
        messages.success(request, _("The closing waits for approval. The case stays open so far."))
    else:
        actions.reopen(by=request.member, case=case, **form.cleaned_data)
        messages.success(request, _("The case is open again."))
    return redirect("cases:closing", case_id=case.pk)


@require_POST
def answer(request, case_id):
    """Approve a closing, return it, or take it back."""
    case = access.open_case(request.member, case_id, page="closing")
    waiting = queries.waiting(case)
    if waiting is None:
        raise Http404
    if "approve" in request.POST:
        actions.approve(by=request.member, closing=waiting)
        messages.success(request, _("The case was closed."))
    elif "call_off" in request.POST:
        actions.call_off(by=request.member, closing=waiting)
        messages.success(request, _("The closing was called off."))
    else:
        words = request.POST.get("words", "")[:5000]
        actions.send_back(by=request.member, closing=waiting, words=words)
        messages.success(request, _("The closing was returned. The case stays open."))
    return redirect("cases:closing", case_id=case.pk)
