from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agreements.wording import LIGHTS
from amparo.committees import access
from amparo.committees.actions import committees as actions
from amparo.committees.forms.committee import TermForm
from amparo.committees.policies import committee as policies
from amparo.committees.queries import commitments, plan, sessions
from amparo.committees.queries import committees as queries
from amparo.core import clock, offers
from amparo.core.decisions import Refused
from amparo.taxonomy import vague


def committee(request, committee_id):
    """One committee: who sits on a day, which sector is missing, what was promised."""
    held = access.get_committee_or_404(request.member, committee_id)
    today = clock.today()
    on = _day(request.GET.get("on")) or today
    form = TermForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(by=request.member, committee=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("Written down: the committee meets no more."))
            return redirect(held)
    seats = list(queries.roster(held, on=on))
    promised = commitments.board(
        access.visible_commitments(request.member), committee=held, open_only=False
    )
    context = {
        "committee": held,
        "began": vague.display(held.began),
        "on": on,
        "is_today": on == today,
        "seats": [(seat, vague.display(seat.starts)) for seat in seats],
        "balance": queries.balance(seats),
        "missing": queries.missing(seats),
        "chair": queries.chair(held, on=on),
        "former": queries.former(held, on=today),
        "promised": [_lit(row, today) for row in promised],
        "ahead": sessions.ahead(held),
        "held": sessions.held(held),
        "before_the_chair": plan.before_the_chair(held, on=today),
        "form": form,
        "may_change": policies.can_change(held, by=request.member),
        "offers": offers.offered(request.member, held),
    }
    return render(request, "committees/committee.html", context)


def _lit(row, today):
    light = commitments.light_of(row, on=today)
    return row, light, LIGHTS[light]


def _day(text):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
