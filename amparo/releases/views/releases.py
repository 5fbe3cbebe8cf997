from django.shortcuts import render

from amparo.releases import access


def releases(request):
    """What was proposed, what waits, what readers already hold."""
    found = access.visible_releases(request.member).select_related("proposed_by")[:50]
    return render(request, "releases/releases.html", {"releases": found})
