from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.assistance.forms.shelter import OtherPersonForm
from amparo.assistance.queries import shelter as queries
from amparo.cases import access
from amparo.cases.actions import conflicts as actions
from amparo.cases.policies import can_record
from amparo.cases.queries.relations import set_aside
from amparo.cases.views.team import take_back
from amparo.core.decisions import Refused


def colleagues(request, case_id):
    """Who of the shelters bears a name that she fears, and who is known to be another."""
    case = access.open_case(request.member, case_id, page="stay")
    if request.method == "POST" and "take_back" in request.POST:
        take_back(request, case)
        return redirect("assistance:stay_colleagues", case_id=case.pk)
    like = queries.bear_a_feared_name(case, queries.could_work(case.agency_id))
    form = OtherPersonForm(request.POST or None, members=like)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_aside(by=request.member, case=case, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("member", str(refusal))
        else:
            messages.success(request, _("It was written down that she is another person."))
            return redirect("assistance:stay_colleagues", case_id=case.pk)
    now = queries.stays_now(case)
    context = {
        "case": case,
        "form": form,
        "like": like,
        "in_her_house": {row.member_id for row in queries.staff(now.shelter)} if now else set(),
        "aside": set_aside(case),
        "may_take_back": can_record(case, by=request.member),
        "may": agencies.may(request.member, Permission.ASSIGN_TEAM),
    }
    return render(request, "assistance/stay/colleagues.html", context)
