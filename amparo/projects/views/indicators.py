from django.shortcuts import render

from amparo.projects import catalogue
from amparo.projects.enums import Pillar
from amparo.projects.feeding import is_fed


def indicators(request):
    """Every indicator: what it divides by what, and whether anything feeds it."""
    held = list(catalogue.indicators().values())
    pillars = [
        (pillar, [(each, is_fed(each.code)) for each in held if each.pillar == pillar])
        for pillar in Pillar
    ]
    fed = sum(is_fed(each.code) for each in held)
    context = {"pillars": pillars, "fed": fed, "unfed": len(held) - fed}
    return render(request, "projects/indicators.html", context)
