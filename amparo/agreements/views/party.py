from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agreements import access
from amparo.agreements.actions import agreements as actions
from amparo.agreements.enums import PartyRole
from amparo.agreements.forms.agreement import PartyForm
from amparo.agreements.policies import agreement as policies
from amparo.core.decisions import Refused
from amparo.organisations.queries import organisation as organisations


def parties(request, agreement_id):
    """Who signs, with whom."""
    held = access.get_agreement_or_404(request.member, agreement_id)
    form = PartyForm(request.POST or None, initial={"role": PartyRole.PARTY})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_party(by=request.member, agreement=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("organisation", str(refusal))
        else:
            messages.success(request, _("The party was added."))
            return redirect("agreements:parties", agreement_id=held.pk)
    context = {
        "agreement": held,
        "form": form,
        "parties": held.parties.select_related("organisation"),
        "offered": organisations.offered(),
        "may_keep": policies.can_change(held, by=request.member),
    }
    return render(request, "agreements/parties.html", context)


@require_POST
def remove(request, agreement_id, party_id):
    """Take an organisation out of an agreement that nobody has signed yet."""
    held = access.get_agreement_or_404(request.member, agreement_id)
    party = access.get_party_or_404(held, party_id)
    actions.remove_party(by=request.member, party=party)
    messages.success(request, _("Taken out of the agreement."))
    return redirect("agreements:parties", agreement_id=held.pk)
