from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.agreements import access
from amparo.agreements.queries import deliverables as queries
from amparo.agreements.wording import LIGHTS
from amparo.core import clock
from amparo.taxonomy import vague

PAGE = 50


def deliverables(request):
    """What all agreements promise, the most urgent first."""
    today = clock.today()
    everything = request.GET.get("show") == "all"
    visible = access.visible_agreements(request.member)
    rows = queries.board(visible, on=today, open_only=not everything)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = [
        (each, LIGHTS[each.light], vague.display(each.deliverable.due))
        for each in queries.lit(list(page), on=today)
    ]
    context = {"page": page, "lines": lines, "everything": everything}
    return render(request, "agreements/deliverables.html", context)
