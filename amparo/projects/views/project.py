from django.shortcuts import render

from amparo.core import clock, offers
from amparo.projects import access
from amparo.projects.policies import project as policies
from amparo.projects.queries import frame, money
from amparo.projects.wording import line


def project(request, project_id):
    """One project: whose money, until when, what is left, what it wants to change."""
    held = access.get_project_or_404(request.member, project_id)
    given, spent = money.sums(money.lines(held))
    context = {
        "project": held,
        "line": line(held, on=clock.today()),
        "donors": held.donors.all(),
        "agencies": held.agencies.all(),
        "given": given,
        "spent": spent,
        "left": given - spent,
        "rows": len(frame.steps(held)),
        "may_keep": policies.can_keep(by=request.member),
        "offers": offers.offered(request.member, held),
    }
    return render(request, "projects/project.html", context)
