from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.core import clock
from amparo.journeys.actions import claims as actions
from amparo.journeys.forms.tracing import ClaimForm
from amparo.journeys.policies import tracing as policies


@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request):
    """Take down who asks for whom. Nothing is looked up, so nothing can be seen from it."""
    policies.can_take_down(by=request.member).or_refuse()
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        claim = actions.take_down(by=request.member, **form.cleaned_data)
        messages.success(request, _("Received. Tell the person the number and the day below."))
        return redirect(claim)
    answer_on = policies.answer_day(clock.today())
    return render(request, "journeys/claim_new.html", {"form": form, "answer_on": answer_on})
