from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.assistance import actions, policies, queries
from amparo.assistance.forms.ledger import CURRENCIES, AssistanceForm
from amparo.cases import access
from amparo.core import clock
from amparo.projects.queries import projects


def ledger(request, case_id):
    """The ledger of a case: what was given so far, and a form for the next entry."""
    case = access.open_case(request.member, case_id, page="assistance")
    today = clock.today()
    offered = projects.offered(case.agency, on=today)
    form = AssistanceForm(request.POST or None, initial=_usual(), offered=offered)
    if request.method == "POST" and form.is_valid():
        actions.record(by=request.member, case=case, **form.cleaned_data)
        member_actions.drop_draft(by=request.member, form=key(case))
        messages.success(request, _("The assistance was recorded."))
        return redirect("assistance:ledger", case_id=case.pk)
    draft = members.draft(request.member, key(case))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    context = {
        "case": case,
        "lines": queries.ledger(case),
        "totals": queries.totals(case),
        "form": form,
        "draft": draft,
        "draft_key": key(case),
        "may_record": policies.can_record(case, by=request.member, given_on=None, today=today),
    }
    return render(request, "assistance/ledger.html", context)


def _usual():
    return {"given_on": clock.today(), "currency": CURRENCIES[0]}


def key(case):
    return f"assistance:{case.pk}"
