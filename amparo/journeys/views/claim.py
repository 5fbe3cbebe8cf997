from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.core import clock
from amparo.journeys.access import tracing as access
from amparo.journeys.actions import claims as actions
from amparo.journeys.policies import tracing as policies
from amparo.journeys.queries import tracing as queries


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, claim_id):
    """One claim for who took it down: its number, its days, and from its day on the answer."""
    held = access.open_claim(request.member, claim_id)
    if request.method == "POST":
        actions.give_answer(by=request.member, claim=held)
        messages.success(request, _("Kept: the answer was given."))
        return redirect(held)
    today = clock.today()
    answer = queries.answer(held, on=today)
    context = {
        "claim": held,
        "words": policies.WORDS_OF_ANSWER[answer],
        "may_give": policies.can_give(held, by=request.member, on=today),
    }
    return render(request, "journeys/claim.html", context)
