from django.shortcuts import redirect, render

from amparo.agencies.roles import Permission


def home(request):
    """Straight to the caseload for those who have one; a plain list of doors for the others."""
    if request.member.may(Permission.OPEN_CASES):
        return redirect("cases:caseload")
    return render(request, "site/home.html")
