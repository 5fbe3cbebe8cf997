from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST


@require_POST
def lock(request):
    """One touch: the visit ends, and nothing on the screen says what stood there. What was typed
    is kept as a draft; she comes back with password and second factor."""
    logout(request)
    answer = redirect("site:closed")
    answer["Clear-Site-Data"] = '"cache"'
    return answer


@login_not_required
def closed(request):
    """What stands in its place. It says nothing of the programme, and no address to go back to."""
    return render(request, "site/closed.html")
