from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access, actions, policies
from amparo.cases.enums.screening import OpenService
from amparo.cases.forms.screening import DecisionForm
from amparo.cases.queries import screening as queries
from amparo.cases.queries import training
from amparo.core import clock
from amparo.core.decisions import Refused


def decision(request, case_id):
    """What bodies decided about identification, each kept. Assistance never waits for it."""
    case = access.open_case(request.member, case_id, page="decision")
    screenings = queries.screenings_of(case)
    first = {"screening": request.GET.get("screening", "")}
    form = DecisionForm(request.POST or None, initial=first, screenings=screenings)
    if request.method == "POST" and form.is_valid():
        try:
            actions.store_decision(by=request.member, case=case, **form.facts())
        except Refused as refusal:
            form.add_error("kind", str(refusal))
    if request.method == "POST" and form.is_valid():
        member_actions.drop_draft(by=request.member, form=key(case))
        messages.success(request, _("The decision was stored. Every help stays open to her."))
        return redirect("cases:decision", case.pk)
    draft = members.draft(request.member, key(case))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    decisions = queries.decisions_of(case)
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "draft_key": key(case),
        "decisions": decisions,
        "standings": queries.standings(decisions),
        "trainings": training.lines(training.held_by(request.member), on=clock.today()),
        "services": OpenService.choices,
        "may_record": policies.can_record(case, by=request.member),
    }
    return render(request, "cases/decision.html", context)


def key(case):
    return f"decision:{case.pk}"
