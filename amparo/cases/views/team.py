from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.cases import access, actions, policies, queries


def team(request, case_id):
    """Who works on a case. Bringing somebody in opens the case to her, and the other way round."""
    case = access.open_case(request.member, case_id, page="team")
    if request.method == "POST":
        return handle_post(request, case)
    colleagues = queries.may_join(case)
    context = {
        "case": case,
        "team": queries.team_of(case),
        "colleagues": colleagues,
        "may_assign": policies.can_assign(case, by=request.member, member=request.member),
    }
    return render(request, "cases/team.html", context)


def handle_post(request, case):
    joining, leaving = request.POST.get("join"), request.POST.get("leave")
    if joining:
        member = one(queries.may_join(case), joining)
        actions.assign(by=request.member, case=case, member=member)
        messages.success(request, _("The colleague joined the team and can open the case now."))
    else:
        member = one(queries.team_of(case), leaving)
        actions.release(by=request.member, case=case, member=member)
        messages.success(request, _("The colleague left the team."))
    return redirect("cases:team", case_id=case.pk)


def one(members, chosen):
    found = next((member for member in members if str(member.pk) == chosen), None)
    if found is None:
        raise Http404
    return found
