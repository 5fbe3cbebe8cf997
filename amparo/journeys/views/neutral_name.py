from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.journeys.actions import outside_papers as actions
from amparo.journeys.forms.outside_papers import NeutralNameForm
from amparo.journeys.models import NeutralName
from amparo.journeys.policies import outside_papers as policies
from amparo.journeys.queries import outside_papers as queries


def neutral_name(request):
    """Under which name the agency writes to airlines and town halls."""
    agency = request.member.agency
    if agency is None or not policies.can_name(agency, by=request.member):
        raise Http404
    held = queries.neutral_name(agency) or NeutralName(agency=agency, version=0)
    form, differences = NeutralNameForm.of(held, request.POST or None), ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_neutral_name(
                by=request.member, agency=agency, seen_version=form.version, **form.facts()
            )
        except ChangedMeanwhile as clash:
            differences, form = form.beside(clash.held), form.again(clash.held)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("From now on papers go out under this name."))
            return redirect("journeys:neutral_name")
    context = {"form": form, "differences": differences}
    return render(request, "journeys/home/neutral_name.html", context)
