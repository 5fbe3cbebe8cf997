from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.access import visible_cases
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.journeys.access import journey as access
from amparo.journeys.actions import journey as actions
from amparo.journeys.actions import steps
from amparo.journeys.enums import Pathway, Side, StepKind
from amparo.journeys.forms.family import TheyLeftForm
from amparo.journeys.forms.steps import (
    AnswerForm,
    CallOffForm,
    DayForm,
    FamilyAnswerForm,
    FamilyCallOffForm,
    LinkForm,
    VisitForm,
)
from amparo.journeys.policies import journey as policies
from amparo.journeys.policies import thread
from amparo.journeys.queries import silence
from amparo.journeys.queries import steps as queries
from amparo.journeys.views.family_ends import named
from amparo.journeys.views.steps import forms_of, tried
from amparo.people.access import confirmation_required_to_look, confirmed_recently

PAGE = 25
KINDS = {
    "answer": AnswerForm, "arrival": DayForm, "visit": VisitForm, "closure": DayForm,
    "off": CallOffForm, "link": LinkForm,
}  # fmt: skip
# Of a family that goes from here to her: they set out here, and arrive there.
FAMILY_KINDS = {
    "answer": FamilyAnswerForm, "departure": TheyLeftForm, "off": FamilyCallOffForm,
    "link": LinkForm,
}  # fmt: skip


def received(request):
    """Whom other offices ask us to receive."""
    agencies.may(request.member, Permission.RECORD_CASES).or_refuse()
    rows = access.visible_journeys(request.member).filter(side=Side.RECEIVING)
    page = Paginator(rows.prefetch_related("awaited"), PAGE).get_page(request.GET.get("page"))
    audit.record("journeys_listed", by=request.member, detail={"number": len(page)})
    return render(request, "journeys/received.html", {"page": page, "today": clock.today()})


@confirmation_required_to_look
def received_one(request, journey_id):
    """What another office tells of somebody who would come to us, and what we say of it."""
    journey = access.received_or_404(request.member, journey_id)
    is_family = journey.pathway == Pathway.FAMILY
    kinds = FAMILY_KINDS if is_family else KINDS
    apart = {name: {"prefix": name[0]} for name in kinds if name != "arrival"}
    if is_family:
        apart["departure"]["numbers"] = may_leave(journey)
    forms = forms_of(request, kinds, **apart)
    verb = VERBS.get(request.POST.get("step", ""))
    if verb is not None and tried(request, verb, journey, forms):
        return redirect("journeys:received_one", journey_id=journey.pk)
    shown = confirmed_recently(request)
    parts = queries.told_of_her(journey) if shown else []
    if parts:
        audit.record("journey_read", by=request.member, about=journey)
    shown_here = context(request, journey, forms, parts)
    if shown and is_family and not parts and not journey.is_over:
        shown_here["names_are_gone"] = True
    return render(request, "journeys/received_one.html", shown_here)


def may_leave(journey):
    """Those whom the other office has cleared, by number."""
    said = queries.said(journey)
    cleared = thread.last_clearance(said)
    return named(said, among=cleared.facts["relatives"] if cleared else [])


def _say(kind, text):
    def verb(request, journey, form):
        facts = form.facts() if hasattr(form, "facts") else {}
        steps.say(
            by=request.member, journey=journey, kind=kind, day=form.cleaned_data["day"],
            facts=facts,
        )  # fmt: skip
        return text()

    return verb


def answer(request, journey, form):
    request_of_theirs = thread.last_request(queries.said(journey))
    number = request_of_theirs.number if request_of_theirs else 0
    steps.say(
        by=request.member, journey=journey, kind=StepKind.ANSWER, day=clock.today(),
        facts={"answers": number, **form.cleaned_data},
    )  # fmt: skip
    return _("Sealed. Take the file out under Packages and send it.")


def link(request, journey, form):
    number = form.cleaned_data["number"]
    case = visible_cases(request.member).filter(number=number).first()
    if case is None:
        Decision(_("You have no case of this number. Look at it again.")).or_refuse()
    actions.link(by=request.member, journey=journey, case=case)
    return _("Joined. Your case keeps its own number.")


def call_off(request, journey, form):
    actions.call_off(by=request.member, journey=journey, **form.cleaned_data)
    return _("Called off. They are told that, and not why.")


def again(request, journey, form):
    steps.send_again(by=request.member, journey=journey)
    return _("Sealed once more. Take the file out under Packages and send it.")


VERBS = {
    "answer": answer,
    "departure": _say(
        StepKind.DEPARTURE, lambda: _("Sealed. Send the file now: they go to meet them.")
    ),
    "arrival": _say(StepKind.ARRIVAL, lambda: _("Sealed. They learn by it that she is safe.")),
    "visit": _say(StepKind.VISIT, lambda: _("Sealed. Take the file out under Packages.")),
    "closure": _say(StepKind.CLOSURE, lambda: _("Sealed. The journey has come to its end.")),
    "off": call_off,
    "link": link,
    "again": again,
}


def context(request, journey, forms, parts):
    said, today, member = queries.said(journey), clock.today(), request.member

    def may(kind):
        return policies.can_say(journey, said, by=member, kind=kind, day=today, today=today)

    return {
        "journey": journey,
        "line": queries.timeline(journey),
        "propose_decision": queries.may_be_identified_there(journey),
        "awaited": silence.awaited(journey),
        "today": today,
        "asked": queries.in_words(thread.last_request(said)),
        "parts": parts,
        "may_answer": may(StepKind.ANSWER),
        "has_answered": thread.answer_to(thread.last_request(said), said) is not None,
        "is_family": journey.pathway == Pathway.FAMILY,
        "may_leave": may(StepKind.DEPARTURE),
        "is_before": journey.state in policies.BEFORE_CLEARED,
        "may_arrive": may(StepKind.ARRIVAL),
        "may_visit": may(StepKind.VISIT),
        "may_call_off": policies.can_call_off(journey, said, by=member, ending="other"),
        **{f"{name}_form": form for name, form in forms.items()},
    }
