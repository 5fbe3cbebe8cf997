"""What is added to a relative and never changed: what she or he says, an appointment, a fee."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.actions import family as actions
from amparo.journeys.forms import family as forms
from amparo.journeys.policies import family as policies
from amparo.journeys.views.family import draft_of
from amparo.journeys.views.relative import kept, relative_or_404
from amparo.people.access import confirmation_required_to_look
from amparo.projects.queries import projects


@dataclass(frozen=True)
class Kind:
    form: type
    title: Any
    lead: Any
    add: Callable


KINDS = {
    "word": Kind(
        forms.WordForm,
        _("What this relative says"),
        _(
            "Each says yes or no without the others, told everything, and nothing of what happened "
            "to her. A child is heard by itself. It is never changed: the newest counts."
        ),
        lambda about, form: actions.keep_word(**about, **form.cleaned_data),
    ),
    "appointment": Kind(
        forms.AppointmentForm,
        _("Appointment"),
        _("Where this relative has to be, and what for."),
        lambda about, form: actions.keep_appointment(**about, **form.cleaned_data),
    ),
    "fee": Kind(
        forms.FeeForm,
        _("Fee"),
        _("What it costs and who pays. Nobody of the family owes it to us."),
        lambda about, form: actions.keep_fee(**about, **form.facts()),
    ),
}


@confirmation_required_to_look
def relative_write(request, case_id, journey_id, relative_id, kind):
    case, held, one = relative_or_404(request, case_id, journey_id, relative_id)
    if kind not in KINDS:
        raise Http404
    what, key = KINDS[kind], f"relative-{kind}:{one.pk}"
    more = {"offered": projects.offered(case.agency, on=clock.today())} if kind == "fee" else {}
    form = what.form(request.POST or None, **more)
    if request.method == "POST" and form.is_valid():
        try:
            what.add({"by": request.member, "journey": held, "relative": one}, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return kept(request, one, key)
    may = policies.can_write(one, by=request.member)
    if kind == "word":
        may = policies.can_keep_their_word(one, by=request.member, says="no")
    context = {
        "case": case,
        "journey": held,
        "relative": one,
        "title": what.title,
        "lead": what.lead,
        "form": form,
        "may_write": may,
        **draft_of(request, form, key),
    }
    return render(request, "journeys/family/write.html", context)
