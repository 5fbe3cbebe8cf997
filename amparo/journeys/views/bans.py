from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.cases import access
from amparo.cases.policies import risk
from amparo.core import clock
from amparo.journeys.actions import preparing as actions
from amparo.journeys.forms.preparing import BanForm
from amparo.journeys.models import TravelBan
from amparo.journeys.policies import preparing as policies
from amparo.journeys.policies.gates import bans_travel
from amparo.journeys.queries import preparing as queries
from amparo.journeys.views import typed
from amparo.people.access import confirmation_required_to_look, confirmed_recently


@confirmation_required_to_look
def bans(request, case_id):
    """Measures that forbid that she leaves, and a form for one more."""
    case = opened(request, case_id)
    return answered(request, case, TravelBan(case=case, version=0), new=True)


@confirmation_required_to_look
def ban(request, case_id, ban_id):
    """It was lifted, or it ends on another day."""
    case = opened(request, case_id)
    held = queries.ban_of(case, ban_id)
    if held is None:
        raise Http404
    return answered(request, case, held, new=False)


def answered(request, case, held, *, new):
    key = f"travel-ban:{case.pk if new else held.pk}"

    def keep_it(form):
        keep(request.member, case, held, form, new=new)

    said = typed.tried(request, BanForm.of(held, request.POST or None), key, keep_it)
    if said.other_page:
        return said.other_page
    if said.is_kept:
        member_actions.drop_draft(by=request.member, form=key)
        messages.success(request, _("Written down and sealed with her record."))
        return redirect("journeys:bans", case_id=case.pk)
    found = queries.bans(case) if confirmed_recently(request) and new else []
    context = {
        "case": case,
        "found": [(each, bans_travel(each, on=clock.today())) for each in found],
        "elsewhere": new and queries.is_held_elsewhere(case, on=clock.today()),
        "is_new": new,
        "differences": said.differences,
        "may_write": policies.can_ban(case, by=request.member),
        **typed.with_draft(request, said.form, key),
    }
    return render(request, "journeys/home/bans.html", context)


def keep(by, case, held, form, *, new):
    if new:
        actions.keep_ban(by=by, case=case, **form.facts())
    else:
        actions.keep_ban(by=by, case=case, ban=held, seen_version=form.version, **form.changes())


def opened(request, case_id):
    case = access.open_case(request.member, case_id, page="journeys")
    risk.can_see(case, by=request.member).or_refuse()
    return case
