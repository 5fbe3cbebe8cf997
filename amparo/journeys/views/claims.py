from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amparo import audit
from amparo.core import clock
from amparo.journeys.access import tracing as access
from amparo.journeys.policies import tracing as policies

PAGE = 25


@require_safe
def claims(request):
    """Claims that her agency took down: number, day, and when the answer is due. No name."""
    policies.can_take_down(by=request.member).or_refuse()
    rows = access.visible_claims(request.member).only("number", "taken_on", "answer_on", "given_on")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    audit.record("claims_listed", by=request.member)
    return render(request, "journeys/claims.html", {"page": page, "today": clock.today()})
