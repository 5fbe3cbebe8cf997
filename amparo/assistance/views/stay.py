from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.assistance.access import shelter as access
from amparo.assistance.actions import stay as actions
from amparo.assistance.forms.shelter import ExitForm, HouseForm, StayForm
from amparo.assistance.queries import daybook
from amparo.assistance.queries import shelter as queries
from amparo.assistance.queries import stay as stays
from amparo.cases import access as cases
from amparo.cases.policies import can_record
from amparo.core import clock
from amparo.core.decisions import Refused


def stay(request, case_id):
    """Where she sleeps, what the house was told, and where she slept before; for her team."""
    case = cases.open_case(request.member, case_id, page="stay")
    now = queries.stays_now(case)
    told = {"house_knows": now.house_knows, "belongings": now.belongings} if now else None
    form = HouseForm(request.POST or None, initial=told)
    if request.method == "POST" and now is not None and form.is_valid():
        actions.tell_house(by=request.member, stay=now, **form.cleaned_data)
        messages.success(request, _("The house reads this from now on."))
        return redirect("assistance:stay", case_id=case.pk)
    context = {
        "case": case,
        "now": now,
        "bed": queries.bed_now(now) if now else None,
        "leave": queries.leave_now(now) if now else None,
        "like": queries.bear_a_feared_name(case, queries.could_work(case.agency_id)),
        "before": stays.ended(case),
        "incidents": daybook.incidents_of(case),
        "present": daybook.seen_by(case),
        "form": form,
        "may_record": can_record(case, by=request.member),
    }
    return render(request, "assistance/stay/stay.html", context)


def enter(request, case_id):
    """She comes: a bed first, and what was said at the door."""
    case = cases.open_case(request.member, case_id, page="stay")
    at = clock.now().astimezone(clock.programme_zone())
    form = StayForm(
        request.POST or None,
        beds=stays.beds_for(case),
        family=stays.may_belong_to(request.member, case),
        initial={"entered_on": at.date(), "entered_time": at.time()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter(by=request.member, case=case, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("bed", str(refusal))
        else:
            messages.success(request, _("She was entered and has her bed."))
            return redirect("assistance:stay", case_id=case.pk)
    context = {"case": case, "form": form, "may_record": can_record(case, by=request.member)}
    return render(request, "assistance/stay/enter.html", context)


def leave(request, case_id, stay_id):
    """She leaves: why, where to in her words, and whether she was safe."""
    case = cases.open_case(request.member, case_id, page="stay")
    held = access.stay_of(case, stay_id)
    at = clock.now().astimezone(clock.programme_zone())
    form = ExitForm(request.POST or None, initial={"left_on": at.date(), "left_time": at.time()})
    if request.method == "POST" and form.is_valid():
        actions.leave_house(by=request.member, stay=held, **form.cleaned_data)
        messages.success(request, _("Her stay has ended, and her bed is free."))
        return redirect("assistance:stay", case_id=case.pk)
    context = {
        "case": case,
        "stay": held,
        "form": form,
        "family": queries.family_of(held),
        "may_record": can_record(case, by=request.member),
    }
    return render(request, "assistance/stay/exit.html", context)
