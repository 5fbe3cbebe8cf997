from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.people import access
from amparo.people.actions import relations as actions
from amparo.people.forms.relations import HidingForm
from amparo.people.policies import can_revise
from amparo.people.queries import relations as queries
from amparo.people.queries import same


@access.confirmation_required_to_look
def hiding(request, person_id):
    """Take her out of the search by name, or put her back, and say why."""
    person = access.open_person(request.member, person_id, page="hiding")
    form = HidingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hidden = not person.hidden_from_search
        if (request.POST.get("hide") == "1") == hidden:
            reason = form.cleaned_data["reason"]
            actions.hide_from_search(by=request.member, person=person, hidden=hidden, reason=reason)
        messages.success(request, _("Saved. It holds for every search from now on."))
        return redirect("people:hiding", person_id=person.pk)
    context = {
        "person": person,
        "file": access.file_of(request.member, person),
        "form": form,
        "hidings": queries.hidings(person) if access.confirmed_recently(request) else [],
        "through_another": same.is_hidden(person),
        "may_hide": can_revise(person, by=request.member),
    }
    return render(request, "people/hiding/hiding.html", context)
