from django.shortcuts import render

from amparo import audit
from amparo.agencies import waiting
from amparo.core import clock
from amparo.site import morning


def today(request):
    """The day of a member: what is hers, what is late, what waits, what runs out."""
    found = morning.sections(request.member)
    audit.record("today_shown", by=request.member, detail={"sections": [one.code for one in found]})
    context = {
        "day": clock.today(),
        "sections": found,
        "pressing": morning.pressing(found),
        "waiting": waiting.waiting_for(request.member),
    }
    return render(request, "site/today.html", context)
