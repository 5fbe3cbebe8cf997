from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agreements import access
from amparo.agreements.actions import data_clauses as actions
from amparo.agreements.forms.data_clause import DataClauseForm
from amparo.agreements.policies import agreement as policies
from amparo.agreements.policies import data_clause as clause_policies
from amparo.core import clock
from amparo.core.decisions import Refused

A_YEAR = timedelta(days=365)


def propose(request, agreement_id):
    """What of a person's file this agreement lets cross; nothing crosses before a second yes."""
    held = access.get_agreement_or_404(request.member, agreement_id)
    today = clock.today()
    last = held.ends_low or today + A_YEAR
    form = DataClauseForm(
        request.POST or None,
        parties=held.parties.select_related("organisation"),
        initial={"starts_on": today, "ends_on": last},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose(by=request.member, agreement=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Proposed. Who answers for the data of the giving agency confirms it."),
            )
            return redirect(held)
    may_keep = policies.can_change(held, by=request.member)
    context = {"agreement": held, "form": form, "may_keep": may_keep}
    return render(request, "agreements/propose.html", context)


def settle(request, agreement_id, clause_id):
    """Confirm a clause that another proposed, or end it."""
    held = access.get_agreement_or_404(request.member, agreement_id)
    clause = access.get_data_clause_or_404(held, clause_id)
    if request.method == "POST":
        if request.POST.get("do") == "confirm":
            actions.confirm(by=request.member, clause=clause)
            messages.success(request, _("Confirmed. The way is open on its days."))
        elif request.POST.get("do") == "end":
            actions.end(by=request.member, clause=clause)
            messages.success(request, _("Ended. Nothing more crosses by this clause."))
        return redirect(held)
    gives = actions.answers_for(request.member, clause)
    context = {
        "agreement": held,
        "clause": clause,
        "may_confirm": clause_policies.can_confirm(clause, by=request.member, gives=gives),
        "may_end": clause_policies.can_end(clause, by=request.member),
    }
    return render(request, "agreements/settle.html", context)
