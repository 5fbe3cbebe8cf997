from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.cases import access as cases
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys import life
from amparo.journeys.access import reintegration as access
from amparo.journeys.actions import reintegration as actions
from amparo.journeys.forms.reintegration import BeginForm, SidesForm, visit_words
from amparo.journeys.policies import reintegration as policies
from amparo.journeys.queries import grants
from amparo.journeys.queries import lost_contact as searches
from amparo.journeys.queries import reintegration as queries
from amparo.taxonomy import queries as places


def reintegration(request, case_id):
    """How she is accompanied: what is due, what changed in her life, and what was promised."""
    case = cases.open_case(request.member, case_id, page="reintegration")
    held = access.newest_of(case)
    if held is None:
        return none_yet(request, case)
    return page(request, case, held)


def begin(request, case_id):
    """Begin to accompany her, for the first time or anew."""
    case = cases.open_case(request.member, case_id, page="reintegration")
    form = BeginForm(request.POST or None, initial={"begun_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin(by=request.member, case=case, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Her visits are among what is due now. You can ask how she is today.")
            )
            return redirect("journeys:reintegration", case_id=case.pk)
    return none_yet(request, case, form)


def none_yet(request, case, form=None):
    held = access.newest_of(case)
    has_one = held is not None and held.is_open
    may = policies.can_begin(
        case, by=request.member, begun_on=None, today=clock.today(), has_one=has_one
    )
    context = {
        "case": case,
        "form": form or BeginForm(initial={"begun_on": clock.today()}),
        "may_begin": may,
        "held": held,
    }
    return render(request, "journeys/reintegration_begin.html", context)


def page(request, case, held):
    visits, today = queries.visits(held), clock.today()
    asked, search = queries.asked(visits), searches.open_search(held)
    lines = queries.day_lines(held, on=today)
    context = {
        "case": case,
        "held": held,
        "earlier": [each for each in queries.all_of(case) if each.pk != held.pk],
        "place": places.place_path(held.place) if held.place else "",
        "days": [(each, visit_words(each.day.months)) for each in lines],
        "visits": [(each, which(each)) for each in visits],
        "asked": asked,
        "sides": queries.side_lines(asked),
        "verified": life.is_verified(life.newest()),
        "source": life.source(life.newest()),
        "grants": grants.grants(held, by=request.member),
        "plan_sides": queries.plan_sides(held),
        "sides_form": sides_form(held),
        "search": search,
        "late": any(each.late for each in lines),
        "ways": queries.ways_now(case.person),
        "may_write": policies.can_write(held, by=request.member),
        "may_begin": policies.can_begin(
            case, by=request.member, begun_on=None, today=today, has_one=held.is_open
        ),
    }
    return render(request, "journeys/reintegration.html", context)


def which(visit):
    return _("One more visit") if visit.months is None else visit_words(visit.months)


def sides_form(held, data=None):
    return SidesForm(data, actions=queries.plan_actions(held.case), chosen=queries.sides_of(held))


@require_POST
def sort_plan(request, case_id):
    """To which side of her life each action of her plan belongs."""
    case = cases.open_case(request.member, case_id, page="reintegration")
    held = access.newest_or_404(case)
    form = sides_form(held, request.POST)
    if form.is_valid():
        actions.sort_plan(by=request.member, reintegration=held, sides=form.sides())
        messages.success(request, _("The plan is shown by the sides of her life now."))
    return redirect("journeys:reintegration", case_id=case.pk)
