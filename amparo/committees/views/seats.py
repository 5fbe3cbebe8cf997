from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.committees import access
from amparo.committees.actions import committees as actions
from amparo.committees.enums import SeatRole
from amparo.committees.forms.committee import SeatForm, TermForm
from amparo.committees.policies import committee as policies
from amparo.committees.queries import committees as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.organisations.queries import organisation as organisations
from amparo.taxonomy import vague


def seats(request, committee_id):
    """Who sits, and one more seat."""
    held = access.get_committee_or_404(request.member, committee_id)
    today = clock.today()
    form = SeatForm(request.POST or None, initial={"role": SeatRole.MEMBER, "starts": str(today)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.seat(by=request.member, committee=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The seat was taken."))
            return redirect("committees:seats", committee_id=held.pk)
    sitting = queries.roster(held, on=today)
    context = {
        "committee": held,
        "form": form,
        "seats": [(seat, vague.display(seat.starts)) for seat in sitting],
        "offered": organisations.offered(),
        "may_change": policies.can_change(held, by=request.member),
    }
    return render(request, "committees/seats.html", context)


def end_term(request, committee_id, seat_id):
    """The last day of a term."""
    held = access.get_committee_or_404(request.member, committee_id)
    seat = access.get_seat_or_404(held, seat_id)
    form = TermForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_term(by=request.member, seat=seat, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("The term has its last day."))
            return redirect("committees:seats", committee_id=held.pk)
    may_change = policies.can_change(held, by=request.member)
    context = {"committee": held, "seat": seat, "form": form, "may_change": may_change}
    return render(request, "committees/end_term.html", context)
