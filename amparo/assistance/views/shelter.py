from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.assistance.access import shelter as access
from amparo.assistance.actions import shelter as actions
from amparo.assistance.forms.shelter import ShelterForm
from amparo.assistance.policies import shelter as policies
from amparo.assistance.queries import shelter as queries
from amparo.core.decisions import Refused


def shelters(request):
    """The houses in which she works, and those whose beds she keeps."""
    member = request.member
    policies.can_look(by=member).or_refuse()
    may_found = policies.can_keep(member.agency_id, by=member)
    form = ShelterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.found_shelter(by=member, agency=member.agency, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The shelter was added. Add its units now."))
            return redirect("shelter:shelters")
    context = {
        "form": form,
        "worked_in": access.worked_in(member),
        "kept": access.kept(member),
        "may_found": may_found,
        "capacity": queries.capacity(member.agency) if may_found else [],
    }
    return render(request, "assistance/shelter/shelters.html", context)


def tonight(request, shelter_id):
    """Who sleeps where: bed by bed, for those who work there."""
    shelter = access.open_shelter(request.member, shelter_id, page="tonight")
    units = queries.tonight(shelter)
    access.log_shown(request.member, queries.in_beds(units), page="tonight")
    context = {"shelter": shelter, "units": units}
    return render(request, "assistance/shelter/tonight.html", context)


@require_POST
def confirm(request, shelter_id):
    """Somebody looked: the beds are as they stand here."""
    shelter = access.open_shelter(request.member, shelter_id, page="tonight")
    actions.confirm_beds(by=request.member, shelter=shelter)
    messages.success(request, _("It was written down that the beds are as they stand here."))
    return redirect("shelter:tonight", shelter_id=shelter.pk)
