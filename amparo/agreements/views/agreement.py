from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agreements import access, leading
from amparo.agreements.actions import agreements as actions
from amparo.agreements.forms.agreement import EndForm
from amparo.agreements.policies import agreement as policies
from amparo.agreements.policies import data_clause as clause_policies
from amparo.agreements.queries import agreements as queries
from amparo.agreements.queries import data_clauses, deliverables
from amparo.agreements.wording import LIGHTS, dated
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.taxonomy import vague


def agreement(request, agreement_id):
    """One agreement: who signed, until when, what it promises, what it lets cross."""
    held = access.get_agreement_or_404(request.member, agreement_id)
    today = clock.today()
    form = EndForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(by=request.member, agreement=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The agreement was ended. Nothing rests on it any more."))
            return redirect(held)
    before, after = leading.chain(request.member, held)
    told = queries.told(held)
    promised = deliverables.lit(
        list(held.deliverables.select_related("owner", "agreement")), on=today
    )
    context = {
        "dated": dated(held, on=today),
        "agreement": held,
        "parties": held.parties.select_related("organisation"),
        "clauses": held.clauses.all(),
        "sharing": [_shared(row, today) for row in data_clauses.of(held)],
        "promised": [(each, LIGHTS[each.light], vague.display(each.deliverable.due))
                     for each in promised],
        "annexes": held.annexes.select_related("paper"),
        "opens_papers": access.with_papers(request.member).filter(pk=held.pk).exists(),
        "said": [each for each in told if each.at_ceremony],
        "conflict": queries.conflicting_parties(held),
        "before": before,
        "after": after,
        "renewals": [dated(each, on=today) for each in held.renewals.all()],
        "form": form,
        "may_change": policies.can_change(held, by=request.member),
        "may_end": policies.can_keep(by=request.member) and bool(held.signed) and not held.ended_on,
    }  # fmt: skip
    return render(request, "agreements/agreement.html", context)


def _shared(clause, today):
    decision = clause_policies.opens(clause, on=today)
    return clause, decision
