from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo import audit
from amparo.organisations.queries import organisation as organisations
from amparo.referrals.access import packages as access
from amparo.referrals.actions import correspondence as actions
from amparo.referrals.forms.card import CardForm
from amparo.referrals.policies import correspondence as policies
from amparo.referrals.queries import correspondence as queries


def offices(request):
    """Our card, and the offices with whom packages are exchanged."""
    policies.can_bring_card(by=request.member).or_refuse()
    context = {
        "keys": queries.our_keys(),
        "card": queries.our_card(),
        "found": access.visible_correspondents(request.member),
        "may_make": policies.can_make_keys(by=request.member),
    }
    return render(request, "referrals/offices.html", context)


@require_POST
def make_keys(request):
    actions.make_keys(by=request.member)
    messages.success(request, _("New keys were made. Give your card to every office anew."))
    return redirect("packages:offices")


def card(request):
    """Our card as a file: two public halves and a name, and no secret."""
    policies.can_bring_card(by=request.member).or_refuse()
    ours = queries.our_card()
    if ours is None:
        raise Http404
    audit.record("office_card_taken_out", by=request.member, about=queries.our_keys())
    response = HttpResponse(ours.to_text(), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tarjeta.json"'
    return response


def bring(request):
    """Keep the card that another office gave."""
    policies.can_bring_card(by=request.member).or_refuse()
    form = CardForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = queries.holder_of(given["card"])
        may = policies.is_new(given["card"], ours=queries.our_card(), known=known)
        if may:
            held = actions.bring_card(
                by=request.member, organisation=given["organisation"], card=given["card"]
            )
            messages.success(
                request, _("Kept. It counts once a colleague has compared its digits by telephone.")
            )
            return redirect("packages:office", correspondent_id=held.pk)
        form.add_error(None, str(may.reason))
    context = {"form": form, "offered": organisations.offered()}
    return render(request, "referrals/bring_card.html", context)
