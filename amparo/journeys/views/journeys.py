from django.core.paginator import Paginator
from django.shortcuts import render

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.journeys.queries import preparing as queries

PAGE = 25


def journeys(request):
    """The journeys that begin here, of the cases that open to her: where a word is late first, then
    the newest."""
    agencies.may(request.member, Permission.PLAN_SAFETY).or_refuse()
    found = queries.begun_here(request.member)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    audit.record("journeys_listed", by=request.member, detail={"number": len(page)})
    return render(request, "journeys/journeys.html", {"page": page, "today": clock.today()})
