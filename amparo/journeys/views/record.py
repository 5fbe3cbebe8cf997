from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import actions as member_actions
from amparo.core.decisions import Refused
from amparo.journeys.actions import preparing as actions
from amparo.journeys.policies import preparing as policies
from amparo.journeys.queries import preparing as queries
from amparo.journeys.views import typed
from amparo.journeys.views.journey import opened
from amparo.journeys.views.record_kinds import KINDS
from amparo.people.access import confirmation_required_to_look, confirmed_recently


@confirmation_required_to_look
def record(request, case_id, journey_id, kind):
    """Write down one more interview, assessment, host, doctor's finding or escort."""
    what = kind_of(kind)
    case, held = opened(request, case_id, journey_id, ways=what.ways)
    key = f"journey-{kind}:{held.pk}"
    more = {"documents": documents(case)} if what.needs_documents else {}
    form = what.form(request.POST or None, **more)
    if request.method == "POST" and form.is_valid():
        try:
            what.add(request.member, held, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return kept(request, held, key)
    context = {
        "case": case,
        "journey": held,
        "what": what,
        # A form that was typed is taken unconfirmed; what stood there is not shown then.
        "found": what.found(held) if confirmed_recently(request) else [],
        **typed.with_draft(request, form, key),
        "may_write": policies.can_prepare(held, by=request.member, ways=what.ways),
    }
    return render(request, "journeys/home/record.html", context)


@require_POST
def take_off_escort(request, case_id, journey_id, escort_id):
    """Somebody does not travel with her after all."""
    _case, held = opened(request, case_id, journey_id, ways=policies.EITHER)
    escort = queries.escort_of(held, escort_id)
    if escort is None:
        raise Http404
    actions.take_off_escort(by=request.member, journey=held, escort=escort)
    messages.success(request, _("Written down."))
    return redirect("journeys:record", case_id=held.case_id, journey_id=held.pk, kind="escort")


def documents(case):
    found = list(case.documents.all())
    for each in found:
        each.case = case
    return found


def kind_of(kind):
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def kept(request, held, key):
    member_actions.drop_draft(by=request.member, form=key)
    messages.success(request, _("Written down and sealed with her record."))
    return redirect("journeys:journey", case_id=held.case_id, journey_id=held.pk)
