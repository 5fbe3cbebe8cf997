"""What both offices said of a family, and what her own office says next."""

from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amparo.core import clock
from amparo.journeys.actions import steps
from amparo.journeys.enums import Grown, Kin, StepKind
from amparo.journeys.forms.family import TheyCameForm
from amparo.journeys.forms.steps import AskForm, DayForm, FamilyCallOffForm, VisitForm
from amparo.journeys.policies import journey as policies
from amparo.journeys.policies import thread
from amparo.journeys.queries import family_gates, silence
from amparo.journeys.queries import steps as queries
from amparo.journeys.views.steps import again, call_off, forms_of, tried

KINDS = {
    "ask": AskForm, "arrival": TheyCameForm, "visit": VisitForm, "closure": DayForm,
    "off": FamilyCallOffForm,
}  # fmt: skip


def family_ends(request, journey):
    said = queries.said(journey)
    apart = {name: {"prefix": name[0]} for name in ("visit", "closure")}
    forms = forms_of(
        request,
        KINDS,
        ask={"languages": journey.case.person.languages or []},
        arrival={"numbers": named(said)},
        **apart,
    )
    verb = VERBS.get(request.POST.get("step", ""))
    if verb is not None and tried(request, verb, journey, forms):
        return redirect("journeys:both_ends", case_id=journey.case_id, journey_id=journey.pk)
    return render(request, "journeys/family/both_ends.html", context(request, journey, said, forms))


def named(said, among=None):
    """Those of the last request, by number, relation and whether grown."""
    request = thread.last_request(said)
    rows = request.facts.get("relatives", []) if request else []
    return [(row["number"], one(row)) for row in rows if among is None or row["number"] in among]


def one(row):
    kin, grown = Kin(row["kin"]).label, Grown(row["grown"]).label
    return _("Relative %(number)s (%(kin)s, %(grown)s)") % {
        "number": row["number"], "kin": kin, "grown": str(grown).lower(),
    }  # fmt: skip


def ask(request, journey, form):
    # Where nobody is written down, or all stay, a step would name nobody.
    family_gates.may_ask(journey).or_refuse()
    facts = form.facts() | queries.about_her(journey)
    steps.say(
        by=request.member, journey=journey, kind=StepKind.REQUEST, day=clock.today(), facts=facts,
        language=get_language(),
    )  # fmt: skip
    return _("Sealed. Take the file out under Packages and send it.")


def clear(request, journey, form):
    family_gates.may_clear(journey).or_refuse()
    steps.say(
        by=request.member, journey=journey, kind=StepKind.CLEARED, day=clock.today(),
        facts={"relatives": family_gates.numbers(journey)}, language=get_language(),
    )  # fmt: skip
    return _("Sealed. They learn by it that the family may set out.")


def say(kind, text):
    def verb(request, journey, form):
        facts = form.facts() if hasattr(form, "facts") else {}
        steps.say(
            by=request.member, journey=journey, kind=kind, day=form.cleaned_data["day"],
            facts=facts,
        )  # fmt: skip
        return text()

    return verb


VERBS = {
    "ask": ask,
    "clear": clear,
    "arrival": say(StepKind.ARRIVAL, lambda: _("Sealed. They learn by it who arrived.")),
    "visit": say(StepKind.VISIT, lambda: _("Sealed. Take the file out under Packages.")),
    "closure": say(StepKind.CLOSURE, lambda: _("Sealed. The journey has come to its end.")),
    "off": call_off,
    "again": again,
}


def context(request, journey, said, forms):
    today, member = clock.today(), request.member
    found = queries.verdicts(journey, on=today)
    told = queries.may_be_told(found)

    def may(kind):
        return policies.can_say(journey, said, by=member, kind=kind, day=today, today=today)

    return {
        "case": journey.case,
        "journey": journey,
        "line": queries.timeline(journey),
        "awaited": silence.awaited(journey),
        "today": today,
        "verdicts": found,
        "may_ask": may(StepKind.REQUEST)
        and family_gates.may_ask(journey)
        and told
        and queries.can_seal(journey),
        "may_clear": may(StepKind.CLEARED)
        and family_gates.may_clear(journey)
        and told
        and queries.can_seal(journey),
        "may_arrive": may(StepKind.ARRIVAL),
        "may_visit": may(StepKind.VISIT),
        "may_call_off": policies.can_call_off(journey, said, by=member, ending="other"),
        **{f"{name}_form": form for name, form in forms.items()},
    }
