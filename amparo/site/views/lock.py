from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amparo.cases.actions.calendars import end_calendar_address


@require_POST
def lock(request):
    """One touch: the visit ends, and nothing on the screen says what stood there. What was typed
    is kept as a draft; she comes back with password and second factor. The secret address of her
    calendar ends too: whoever takes the telephone holds it."""
    member = request.member
    logout(request)
    end_calendar_address(by=member, member=member)
    answer = redirect("site:closed")
    answer["Clear-Site-Data"] = '"cache"'
    return answer


@login_not_required
def closed(request):
    """What stands in its place. It says nothing of the programme, and no address to go back to."""
    return render(request, "site/closed.html")
