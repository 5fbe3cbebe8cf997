from django.shortcuts import redirect, render

from amparo.agencies import queries
from amparo.agencies.roles import Permission


def home(request):
    """Straight to the caseload for those who have one; a plain list of doors for the others."""
    if request.member.may(Permission.OPEN_CASES):
        return redirect("cases:caseload")
    waiting = 0
    if request.member.may(Permission.MANAGE_MEMBERS):
        waiting = queries.waiting_requests().count()
    return render(request, "site/home.html", {"waiting": waiting})
