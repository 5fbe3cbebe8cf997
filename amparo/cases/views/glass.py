from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.cases import access as case_access
from amparo.cases import queries
from amparo.cases.access import need_to_know as access
from amparo.cases.actions import glass as actions
from amparo.cases.forms.glass import GlassForm, ReviewForm, SettleForm
from amparo.cases.policies import need_to_know as policies
from amparo.cases.queries import glass as glass_queries
from amparo.core import clock


def break_glass(request):
    """Open a file for an hour, in an emergency, by its number."""
    policies.may_break_glass(on_call=access.is_on_call(request.member)).or_refuse()
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = queries.case_number(form.cleaned_data["number"])
        case = access.case_to_break(request.member, number or "")
        if case is not None and case_access.visible_cases(request.member).filter(pk=case.pk):
            messages.info(request, _("You can open this case already. Nothing was broken."))
            return redirect(case)
        if case is not None:
            typed = {name: form.cleaned_data[name] for name in ("reason", "words")}
            actions.break_glass(by=request.member, case=case, **typed)
            messages.success(
                request, _("The file is open to you for 60 minutes. The focal point was told.")
            )
            return redirect(case)
        form.add_error("number", policies.no_such_number())
    return render(request, "cases/need_to_know/break.html", {"form": form})


def glasses(request):
    """What was opened in emergencies and waits for a review."""
    policies.may_review_glass(by=request.member).or_refuse()
    waiting = access.glasses_to_review(request.member)
    lines = glass_queries.lines(waiting, now=clock.now())
    further = glass_queries.lines(access.glasses_to_settle(request.member), now=clock.now())
    audit.record("glasses_shown", by=request.member, detail={"number": len(lines) + len(further)})
    attempts = glass_queries.attempts(access.tried_in_vain(request.member))
    context = {"lines": lines, "further": further, "attempts": attempts}
    return render(request, "cases/need_to_know/glasses.html", context)


def review(request, glass_id):
    """Review one of them: what she wrote, what she did, and whether it was in order."""
    glass = access.open_glass(request.member, glass_id)
    if glass.outcome:
        return settle(request, glass)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.review_glass(by=request.member, glass=glass, **form.cleaned_data)
        messages.success(request, _("The review was saved."))
        return redirect("cases:glasses")
    context = {
        "glass": glass,
        "deeds": glass_queries.deeds(glass),
        "form": form,
        "is_late": clock.now() > glass.review_due_at,
        "may_review": policies.can_review(glass, by=request.member),
    }
    return render(request, "cases/need_to_know/review.html", context)


def settle(request, glass):
    """What was taken further: a third person says how it ends."""
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.settle_glass(by=request.member, glass=glass, **form.cleaned_data)
        messages.success(request, _("Settled. Who opened the file may do so again."))
        return redirect("cases:glasses")
    context = {
        "glass": glass,
        "deeds": glass_queries.deeds(glass),
        "form": form,
        "may_settle": policies.can_settle(glass, by=request.member),
    }
    return render(request, "cases/need_to_know/settle.html", context)
