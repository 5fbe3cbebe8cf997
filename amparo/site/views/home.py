from django.shortcuts import redirect, render

from amparo.agencies import waiting
from amparo.agencies.roles import Permission


def home(request):
    """Straight to the caseload for those who have one; for others the doors, and what waits."""
    if request.member.may(Permission.OPEN_CASES):
        return redirect("cases:caseload")
    waits = waiting.waiting_for(request.member)
    return render(request, "site/home.html", {"waiting": waits})
