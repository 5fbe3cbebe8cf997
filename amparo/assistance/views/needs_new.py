from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.assistance.actions import needs as actions
from amparo.assistance.forms.needs import NeedsForm
from amparo.assistance.policies import needs as policies
from amparo.cases import access
from amparo.core import clock


def needs_new(request, case_id):
    """Ask her again, domain by domain. What she said before is not carried over."""
    case = access.open_case(request.member, case_id, page="needs")
    form = NeedsForm(request.POST or None, initial={"assessed_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        actions.assess(by=request.member, case=case, **form.facts())
        member_actions.drop_draft(by=request.member, form=key(case))
        messages.success(request, _("Her needs were written down."))
        return redirect("assistance:needs", case_id=case.pk)
    draft = members.draft(request.member, key(case))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    today = clock.today()
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "draft_key": key(case),
        "may_record": policies.can_assess(case, by=request.member, assessed_on=None, today=today),
    }
    return render(request, "assistance/needs/new.html", context)


def key(case):
    return f"needs:{case.pk}"
