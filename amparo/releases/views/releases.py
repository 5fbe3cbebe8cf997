from django.shortcuts import render

from amparo.releases import access
from amparo.taxonomy.queries import place_name


def releases(request):
    """What was proposed, what waits, what readers already hold."""
    found = access.visible_releases(request.member).select_related("proposed_by")[:50]
    rows = [{"release": release, "place": place_name(release.scope)} for release in found]
    return render(request, "releases/releases.html", {"rows": rows})
