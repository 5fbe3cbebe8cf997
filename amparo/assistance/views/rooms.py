from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.assistance.access import shelter as access
from amparo.assistance.actions import shelter as actions
from amparo.assistance.forms.shelter import StaffForm, UnitForm
from amparo.assistance.queries import shelter as queries
from amparo.core.decisions import Refused


def rooms(request, shelter_id):
    """Units, beds and who works there, for who keeps the house. Nobody in the beds is shown."""
    shelter = access.get_kept_or_404(request.member, shelter_id)
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    unit = UnitForm(request.POST if asked == "unit" else None, initial={"beds": 1})
    staff = StaffForm(request.POST if asked == "staff" else None, members=queries.may_join(shelter))
    if done := _done(request, shelter, asked, unit, staff):
        messages.success(request, done)
        return redirect("shelter:rooms", shelter_id=shelter.pk)
    context = {
        "shelter": shelter,
        "units": queries.units(shelter),
        "taken": queries.taken_beds(shelter),
        "staff": queries.staff(shelter),
        "unit_form": unit,
        "staff_form": staff,
    }
    return render(request, "assistance/shelter/rooms.html", context)


def _done(request, shelter, asked, unit, staff):
    """What was asked for is done and said; nothing where the form has to be asked again."""
    by = request.member
    if asked == "unit" and unit.is_valid():
        try:
            actions.add_unit(by=by, shelter=shelter, **unit.cleaned_data)
        except Refused as refusal:
            unit.add_error("name", str(refusal))
            return ""
        return _("The unit was added.")
    if asked == "staff" and staff.is_valid():
        try:
            actions.name_staff(by=by, shelter=shelter, member=staff.cleaned_data["member"])
        except Refused as refusal:
            staff.add_error("member", str(refusal))
            return ""
        return _("She works in this shelter now.")
    if asked == "remove":
        for row in queries.staff(shelter):
            if str(row.member_id) == request.POST.get("member"):
                actions.remove_staff(by=by, shelter=shelter, member=row.member)
        return _("She no longer sees this shelter.")
    if asked in ("out", "back"):
        bed = _bed(shelter, request.POST.get("bed", ""))
        actions.turn_bed(by=by, bed=bed, in_use=asked == "back")
        return _("The bed was changed.")
    return ""


def _bed(shelter, bed_id):
    for unit in queries.units(shelter):
        for bed in unit.beds.all():
            if str(bed.pk) == bed_id:
                return bed
    raise BadRequest
