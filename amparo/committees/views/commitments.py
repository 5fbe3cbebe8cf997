from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.agreements.wording import LIGHTS
from amparo.committees import access
from amparo.committees.policies import commitment as policies
from amparo.committees.queries import commitments as queries
from amparo.core import clock

PAGE = 50


def commitments(request):
    """What organisations promised, the most urgent first, and who is late."""
    today = clock.today()
    everything = request.GET.get("show") == "all"
    visible = access.visible_commitments(request.member)
    rows = queries.board(visible, open_only=not everything)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = []
    for row in page:
        light = queries.light_of(row, on=today)
        lines.append((row, light, LIGHTS[light]))
    context = {
        "page": page,
        "lines": lines,
        "everything": everything,
        "late": queries.late_by_owner(visible, on=today),
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "committees/commitments.html", context)
