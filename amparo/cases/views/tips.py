from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.access import tips as access
from amparo.cases.actions import tips as actions
from amparo.cases.forms.tips import AnswerForm, CloseForm
from amparo.cases.policies import tips as policies
from amparo.cases.queries import tips as queries


def tips(request):
    """What came in by the public page, what waits first."""
    agencies.may(request.member, Permission.ANSWER_TIPS).or_refuse()
    found = queries.tips_of(access.visible_tips(request.member))
    audit.record("tips_shown", by=request.member, detail={"tips": len(found)})
    return render(request, "cases/tips/tips.html", {"tips": found})


def tip(request, tip_id):
    """One message: read it, answer it, close it, or go on to record whom it tells of."""
    tip = access.open_tip(request.member, tip_id)
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    if asked == "take":
        actions.take_up(by=request.member, tip=tip)
        return redirect("cases:tip", tip_id=tip.pk)
    answer = AnswerForm(request.POST if asked == "answer" else None, initial={"text": tip.answer})
    closing = CloseForm(request.POST if asked == "close" else None)
    if asked == "answer" and answer.is_valid():
        actions.answer(by=request.member, tip=tip, **answer.cleaned_data)
        messages.success(request, _("The answer can be read with the receipt now."))
        return redirect("cases:tip", tip_id=tip.pk)
    if asked == "close" and closing.is_valid():
        actions.close(by=request.member, tip=tip, **closing.cleaned_data)
        messages.success(request, _("The message is closed."))
        return redirect("cases:tips")
    context = {
        "tip": tip,
        "answer": answer,
        "closing": closing,
        "may_answer": policies.can_answer(tip, by=request.member),
    }
    return render(request, "cases/tips/tip.html", context)
