from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access
from amparo.cases.actions import risk as actions
from amparo.cases.forms.risk import DueForm, RiskForm
from amparo.cases.policies import can_record
from amparo.cases.policies import risk as policies
from amparo.cases.queries import risk as queries


def risk(request, case_id):
    """Her risk in four parts: what holds, whether it still does, and a form to assess it anew."""
    case = opened(request, case_id)
    form = RiskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.assess_risk(by=request.member, case=case, **form.facts())
        member_actions.drop_draft(by=request.member, form=key(case))
        messages.success(
            request, _("The assessment was kept. It is due again at the next contact.")
        )
        return redirect("cases:risk", case_id=case.pk)
    draft = members.draft(request.member, key(case))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return page(request, case, form, draft=draft)


@require_POST
def unchanged(request, case_id):
    """She was asked, and it is as before: one press, after the last levels were shown."""
    case = opened(request, case_id)
    form = DueForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["next_due_on"][0])
        return redirect("cases:risk", case_id=case.pk)
    seen = request.POST.get("seen", "")
    actions.risk_unchanged(by=request.member, case=case, seen=seen, **form.cleaned_data)
    messages.success(request, _("The assessment was kept. It is due again at the next contact."))
    return redirect("cases:risk", case_id=case.pk)


def opened(request, case_id):
    case = access.open_case(request.member, case_id, page="risk")
    policies.can_see(case, by=request.member).or_refuse()
    return case


def page(request, case, form, *, draft=None):
    found = queries.assessments(case)
    newest = found[0] if found else None
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "draft_key": key(case),
        "newest": newest,
        "standing": queries.standing(case, newest),
        "due_form": DueForm(auto_id="id_same_%s"),
        "found": [(each, queries.lines(each)) for each in found],
        "may_assess": can_record(case, by=request.member),
    }
    return render(request, "cases/risk/risk.html", context)


def key(case):
    return f"risk:{case.pk}"
