from django.core.paginator import Paginator
from django.shortcuts import render

from amparo.cases import access as cases
from amparo.cases.policies import can_record
from amparo.core import clock
from amparo.directory import access as directory
from amparo.directory.queries import service as services
from amparo.directory.shown import shown
from amparo.journeys.access import reintegration as access
from amparo.referrals.forms.referral import USUAL
from amparo.referrals.queries import paper
from amparo.taxonomy import queries as places

PAGE = 10


def near(request, case_id):
    """What the directory offers around the place where she lives now, tier by tier as anywhere."""
    case = cases.open_case(request.member, case_id, page="services_near")
    held = access.newest_or_404(case)
    place, now = services.place_of(held.place) if held.place else None, clock.now()
    visible = directory.visible_services(request.member)
    found = services.found(visible, now=now, place=place) if place else visible.none()
    page = Paginator(services.in_order(found), PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "place": places.place_path(place.pk) if place else "",
        "page": page,
        "lines": [
            (shown(request.member, each, now=now), paper.likely_of(each))
            for each in services.of(visible, page)
        ],
        "usual": USUAL,
        "may_record": can_record(case, by=request.member),
    }
    return render(request, "journeys/services_near.html", context)
