from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access, actions, policies
from amparo.cases.forms.case import DecisionForm


def decision(request, case_id):
    """Store what a body decided about identification. Assistance never waits for it."""
    case = access.open_case(request.member, case_id, page="decision")
    form = DecisionForm(request.POST or None, initial=held(case))
    if request.method == "POST" and form.is_valid():
        actions.store_decision(by=request.member, case=case, **form.cleaned_data)
        member_actions.drop_draft(by=request.member, form=key(case))
        messages.success(request, _("The decision was stored."))
        return redirect(case)
    draft = members.draft(request.member, key(case))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "draft_key": key(case),
        "may_record": policies.can_record(case, by=request.member),
    }
    return render(request, "cases/decision.html", context)


def held(case):
    return {
        "outcome": case.identification,
        "body": case.decided_body,
        "decided_on": case.decided_on,
        "procedure_version": case.procedure_version,
        "reasons": case.decided_reasons,
    }


def key(case):
    return f"decision:{case.pk}"
