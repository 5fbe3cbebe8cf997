from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.assistance import actions, policies, queries
from amparo.assistance.forms.ledger import AssistanceForm
from amparo.cases import access
from amparo.core import clock
from amparo.projects.queries import projects

COPIED = ("service", "given_on", "provider", "cost", "currency", "funder", "note")


def correct(request, case_id, entry_id):
    """Correct an entry by a newer one. The wrong one stays and says that it was corrected."""
    case = access.open_case(request.member, case_id, page="assistance")
    entry = case.assistance.filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    entry.case = case
    held = {name: getattr(entry, name) for name in COPIED}
    here = queries.projects_of(entry)
    offered = {*projects.offered(case.agency, on=clock.today()), *here}
    form = AssistanceForm(
        request.POST or None,
        initial=held | {"projects": [str(each.pk) for each in here]},
        offered=sorted(offered, key=str),
    )
    if request.method == "POST" and form.is_valid():
        actions.correct(by=request.member, entry=entry, **form.cleaned_data)
        messages.success(request, _("The entry was corrected. The earlier one stays, struck."))
        return redirect("assistance:ledger", case_id=case.pk)
    context = {
        "case": case,
        "entry": entry,
        "form": form,
        "may_correct": policies.can_correct(entry, by=request.member),
    }
    return render(request, "assistance/correct.html", context)
