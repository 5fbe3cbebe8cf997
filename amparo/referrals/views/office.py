from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.referrals.access import packages as access
from amparo.referrals.actions import correspondence as actions
from amparo.referrals.forms.card import DigitsForm
from amparo.referrals.policies import correspondence as policies


def office(request, correspondent_id):
    """Compare the digits of a card by telephone. They are not shown: they have to be heard."""
    held = access.get_correspondent_or_404(request.member, correspondent_id)
    may_compare = policies.can_compare(held, by=request.member)
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and may_compare and form.is_valid():
        heard = form.cleaned_data["heard"]
        fits = policies.are_hers(held, heard=heard)
        if fits:
            actions.compare_digits(by=request.member, correspondent=held, heard=heard)
            messages.success(request, _("The digits fit. Packages can go and come now."))
            return redirect("packages:office", correspondent_id=held.pk)
        form.add_error("heard", str(fits.reason))
    context = {
        "office": held,
        "form": form,
        "may_compare": may_compare,
        "may_end": policies.can_end(held, by=request.member),
    }
    return render(request, "referrals/office.html", context)


@require_POST
def end(request, correspondent_id):
    held = access.get_correspondent_or_404(request.member, correspondent_id)
    actions.end_card(by=request.member, correspondent=held)
    messages.success(request, _("Ended. Nothing goes to this card, and nothing of it is taken."))
    return redirect("packages:offices")
