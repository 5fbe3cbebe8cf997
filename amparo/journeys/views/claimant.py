from django.shortcuts import render

from amparo.journeys.access import tracing as access
from amparo.people.access import confirmation_required


@confirmation_required
def claimant(request, claim_id):
    """Who asked and how to answer, as it was taken down; for who gives the answer."""
    held = access.reveal_claimant(request.member, claim_id)
    return render(request, "journeys/claimant.html", {"claim": held})
