from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access
from amparo.cases.actions import safety_plan as actions
from amparo.cases.forms.safety_plan import CarryForm, SafetyPlanForm
from amparo.cases.policies import can_record
from amparo.cases.policies import safety_plan as policies
from amparo.cases.queries import safety_plan as queries
from amparo.cases.views.rights import answered


def safety_plan(request, case_id):
    """Her safety plan: what holds, whether it still does, and a form for the next version."""
    case = opened(request, case_id)
    newest = queries.newest(case)
    checks = {"ours": queries.our_names(), "known": queries.known_lines()}
    form = SafetyPlanForm.after(newest, request.POST or None, **checks)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "")
        told = policies.is_what_was_seen(newest, seen)
        if told:
            return keep(request, case, form, seen)
        form.add_error(None, told.reason)
    draft = members.draft(request.member, key(case))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return page(request, case, form, newest, draft=draft)


def keep(request, case, form, seen):
    actions.keep_safety_plan(by=request.member, case=case, seen=seen, **form.facts())
    member_actions.drop_draft(by=request.member, form=key(case))
    messages.success(request, _("The plan was kept. The versions before it stay below."))
    return redirect("cases:safety_plan", case_id=case.pk)


@require_safe
def card(request, case_id):
    """The small paper that she chose to carry: it looks like any other and says nothing of us."""
    case = opened(request, case_id)
    form = CarryForm(request.GET)
    if not form.is_valid() or form.cleaned_data["safe"] != "yes":
        messages.info(
            request, _("No paper was made. First ask her whether it is safe for her to carry it.")
        )
        return redirect("cases:safety_plan", case_id=case.pk)
    as_pdf = request.GET.get("as") == "pdf"
    plan = actions.make_safety_card(by=request.member, case=case, as_pdf=as_pdf)
    lines = [line.strip() for line in plan.card_lines.splitlines() if line.strip()]
    context = {
        "title": plan.get_card_kind_display(),
        "lines": lines,
        "phone": plan.card_phone,
        "as_pdf": as_pdf,
    }
    return answered(request, "cases/safety_plan/card.html", context, as_pdf)


def opened(request, case_id):
    case = access.open_case(request.member, case_id, page="safety_plan")
    policies.can_see(case, by=request.member).or_refuse()
    return case


def page(request, case, form, newest, *, draft=None):
    found = queries.versions(case)
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "draft_key": key(case),
        "newest": newest,
        "standing": queries.standing(case, newest),
        "found": [(each, queries.lines(each)) for each in found],
        "may_keep": can_record(case, by=request.member),
        "may_carry": policies.has_card(newest),
        "carry_form": CarryForm(),
    }
    return render(request, "cases/safety_plan/safety_plan.html", context)


def key(case):
    return f"safety-plan:{case.pk}"
