from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.cases import access as cases
from amparo.cases import policies as case_policies
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.access import tracing as access
from amparo.journeys.actions import tracing as actions
from amparo.journeys.forms.tracing import BeginForm, EndForm
from amparo.journeys.policies import tracing as policies
from amparo.journeys.queries import tracing as queries
from amparo.people.access import confirmation_required_to_look, confirmed_recently


@confirmation_required_to_look
def tracing(request, case_id):
    """Whom she looks for, with her yes; and who asks for her, as far as it is compared."""
    case = cases.open_case(request.member, case_id, page="tracing")
    held = access.tracing_of(case)
    step = request.POST.get("step", "")
    begin = BeginForm(request.POST if step == "begin" else None)
    end = EndForm(request.POST if step == "end" else None)
    if step == "begin" and begin.is_valid() and begun(request, case, begin):
        return redirect("journeys:tracing", case_id=case.pk)
    if step == "end" and held is None:
        messages.info(request, _("Nothing was changed."))
        return redirect("journeys:tracing", case_id=case.pk)
    if step == "end" and end.is_valid():
        actions.end(by=request.member, tracing=held, **end.cleaned_data)
        messages.success(request, _("The search was ended."))
        return redirect("journeys:tracing", case_id=case.pk)
    return render(request, "journeys/tracing.html", context(request, case, held, begin, end))


def begun(request, case, form):
    try:
        actions.begin(by=request.member, case=case, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The search began. Claims are compared with her name by the hour."))
    return True


def context(request, case, held, begin, end):
    by = request.member
    # What comes back wrong shows nothing that she has not confirmed to read.
    shown = confirmed_recently(request)
    ours = case.agency_id == by.agency_id
    traced = ours and queries.is_traced(case, on=clock.today())
    return {
        "case": case,
        "tracing": held,
        "shown": shown,
        "begin": begin,
        "end": end,
        "lines": queries.lines(access.matches_of(by, case)),
        "before": queries.ended(case) if shown else [],
        "traced": policies.only_with_her_yes(traced=traced),
        "may_begin": policies.can_begin(
            case, by=by, name="Ana", traced=traced, is_sought=held is not None
        ),
        "may_end": case_policies.can_record(case, by=by),
    }
