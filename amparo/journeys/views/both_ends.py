from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.cases import access as cases
from amparo.core import clock
from amparo.journeys.access import journey as access
from amparo.journeys.actions import steps
from amparo.journeys.enums import Pathway, StepKind
from amparo.journeys.forms.steps import AskForm, CallOffForm, DepartureForm
from amparo.journeys.policies import journey as policies
from amparo.journeys.queries import gates, silence
from amparo.journeys.queries import steps as queries
from amparo.journeys.views.family_ends import family_ends
from amparo.journeys.views.steps import again, call_off, forms_of, tried


@require_http_methods(["GET", "HEAD", "POST"])
def both_ends(request, case_id, journey_id):
    """What both offices said of a journey of this case, and what ours says next."""
    case = cases.open_case(request.member, case_id, page="journey")
    journey = access.journey_or_404(case, journey_id)
    if journey.pathway == Pathway.FAMILY:
        return family_ends(request, journey)
    kinds = {"ask": AskForm, "depart": DepartureForm, "off": CallOffForm}
    forms = forms_of(request, kinds, ask={"languages": case.person.languages or []})
    verb = {"ask": ask, "depart": depart, "off": call_off, "again": again}.get(
        request.POST.get("step", "")
    )
    if verb is not None and tried(request, verb, journey, forms):
        return redirect("journeys:both_ends", case_id=case.pk, journey_id=journey.pk)
    return render(request, "journeys/both_ends.html", context(request, journey, forms))


def ask(request, journey, form):
    facts = form.facts() | queries.about_her(journey)
    steps.say(
        by=request.member, journey=journey, kind=StepKind.REQUEST, day=clock.today(), facts=facts
    )
    return _("Sealed. Take the file out under Packages and send it.")


def depart(request, journey, form):
    steps.say(
        by=request.member, journey=journey, kind=StepKind.DEPARTURE, day=form.cleaned_data["day"],
        facts=form.facts(), language=get_language(),
    )  # fmt: skip
    return _("Sealed. Send the file now: they go to meet her.")


def context(request, journey, forms):
    said, today, member = queries.said(journey), clock.today(), request.member
    found = queries.verdicts(journey, on=today)
    told = queries.may_be_told(found)

    def may(kind, gate):
        now = policies.can_say(journey, said, by=member, kind=kind, day=today, today=today)
        return now and gate() and told and queries.can_seal(journey)

    return {
        "case": journey.case,
        "journey": journey,
        "line": queries.timeline(journey),
        "awaited": silence.awaited(journey),
        "today": today,
        "verdicts": found,
        "may_ask": may(StepKind.REQUEST, lambda: gates.may_ask(journey)),
        "may_depart": may(StepKind.DEPARTURE, lambda: gates.may_depart(journey, on=today)),
        "may_call_off": policies.can_call_off(journey, said, by=member, ending="other"),
        "about_her": queries.about_her(journey),
        **{f"{name}_form": form for name, form in forms.items()},
    }
