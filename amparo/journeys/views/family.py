"""The journey of a family: what is missing before they may set out, and who would travel."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.journeys.access.journey import journey_or_404
from amparo.journeys.actions import family as actions
from amparo.journeys.enums import FamilyGate, JourneyState
from amparo.journeys.forms.family import RuleForm
from amparo.journeys.models import FamilyPlan
from amparo.journeys.policies import family as policies
from amparo.journeys.policies.family_gates import OF_EACH, missing_of
from amparo.journeys.queries import family, family_gates, silence
from amparo.journeys.views.family_gate_pages import line
from amparo.people.access import confirmed_recently

BEFORE_SETTING_OUT = {
    JourneyState.PREPARING,
    JourneyState.ASKED,
    JourneyState.REFUSED,
    JourneyState.AGREED,
    JourneyState.CLEARED,
}
OF_CHILDREN = {FamilyGate.CUSTODY, FamilyGate.BEST_INTERESTS, FamilyGate.ESCORT}


def family_page(request, case, held):
    """The first that is missing on top; names are shown to who confirmed who she is."""
    found = family_gates.prepared(held)
    lines = [line(held, standing, found.facts) for standing in found.standings]
    context = {
        "case": case,
        "journey": held,
        "prepared": found,
        "missing": [each for each in lines if not each.standing.is_met],
        "met": [each for each in lines if each.standing.is_met and rests(found, each)],
        "relatives": [(each, missing_of(each, found.facts)) for each in found.travels],
        "stay": [each for each in family.everybody(held) if each.stays_since is not None],
        "shows_names": confirmed_recently(request),
        "may_write": policies.can_prepare(held, by=request.member),
        # Once they set out, what stood before it is asked no more.
        "is_before": held.state in BEFORE_SETTING_OUT,
        "awaited": silence.awaited(held),
        "today": clock.today(),
    }
    return render(request, "journeys/family/journey.html", context)


def rests(found, each):
    """Whether a gate is open by what was written down, and not because nothing is asked."""
    gate = each.standing.gate
    if gate in OF_CHILDREN:
        return any(one.is_child for one in found.travels)
    return gate != FamilyGate.NOT_CALLED_OFF and (gate not in OF_EACH or bool(found.travels))


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request, case_id, journey_id):
    """By which rule they come, and when it was applied for."""
    case, held = opened(request, case_id, journey_id)
    plan, key = family.plan(held), f"journey-rule:{held.pk}"
    now = family.rule(held, plan)
    row = plan or FamilyPlan(journey=held, rule=now.key, version=0)
    more = {"rules": family.offered(held, plan)}
    form, differences = RuleForm.of(row, request.POST or None, **more), ()
    if request.method == "POST" and form.is_valid():
        try:
            typed = form.cleaned_data
            actions.choose_rule(
                by=request.member, journey=held, rule=typed["rule"],
                applied_on=typed["applied_on"], seen_version=form.version,
            )  # fmt: skip
        except ChangedMeanwhile as clash:
            differences, form = form.beside(clash.held), form.again(clash.held, **more)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            member_actions.drop_draft(by=request.member, form=key)
            messages.success(request, _("Written down and sealed with her record."))
            return redirect("journeys:journey", case_id=case.pk, journey_id=held.pk)
    context = {
        "case": case,
        "journey": held,
        "rule": now,
        "form": form,
        "differences": differences,
        "may_write": policies.can_prepare(held, by=request.member),
        **draft_of(request, form, key),
    }
    return render(request, "journeys/family/rule.html", context)


def draft_of(request, form, key):
    """What was typed before, offered again."""
    draft = members.draft(request.member, key)
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return {"draft": draft, "draft_key": key}


def opened(request, case_id, journey_id):
    """A family's journey that this end prepares, through its case."""
    case = access.open_case(request.member, case_id, page="journeys")
    held = journey_or_404(case, journey_id)
    policies.can_see(held, by=request.member).or_refuse()
    return case, held
