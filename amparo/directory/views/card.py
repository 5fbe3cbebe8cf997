from django.shortcuts import render

from amparo.core import clock
from amparo.directory import access
from amparo.directory.shown import shown


def card(request, service_id):
    """A card to take along, in plain words. Whoever finds it learns nothing of her, and nothing of
    us; of a sealed service it says nothing but whom to ask."""
    held = access.get_service_or_404(request.member, service_id)
    context = {"service": held, "shown": shown(request.member, held, now=clock.now())}
    return render(request, "directory/card.html", context)
