from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agreements.access import visible_agreements
from amparo.committees import access
from amparo.committees.actions import agenda as actions
from amparo.committees.forms.session import PointForm, PointsForm
from amparo.committees.policies import session as policies
from amparo.committees.queries import commitments
from amparo.committees.queries import sessions as queries
from amparo.core import clock
from amparo.core.decisions import Refused

COPIED = ("text", "account")


def agenda(request, committee_id, session_id):
    """The points in their order, what is suggested, and more of them."""
    held = access.get_session_or_404(request.member, committee_id, session_id)
    late = queries.suggested(held, on=clock.today())
    form = PointsForm(request.POST if "points" in request.POST else None)
    if request.method == "POST":
        chosen = set(request.POST.getlist("about"))
        about = [each for each in late if str(each.pk) in chosen]
        points = form.cleaned_data["points"] if form.is_bound and form.is_valid() else []
        if (points or about) and _added(request, held, form, points=points, about=about):
            return redirect("committees:agenda", held.committee_id, held.pk)
    context = {
        "session": held,
        "committee": held.committee,
        "points": queries.points(held),
        "late": late,
        "form": form,
        "may": policies.can_arrange(held, by=request.member),
    }
    return render(request, "committees/agenda.html", context)


def _added(request, held, form, **wanted):
    try:
        actions.add(by=request.member, session=held, **wanted)
    except Refused as refusal:
        if form.is_bound:
            form.add_error(None, str(refusal))
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("On the agenda."))
    return True


def point(request, committee_id, session_id, point_id):
    """Its words, what was said, what it is about."""
    held = access.get_session_or_404(request.member, committee_id, session_id)
    row = access.get_point_or_404(held, point_id)
    initial = {name: getattr(row, name) for name in COPIED}
    initial |= {
        "agreement": str(row.agreement_id or ""),
        "commitment": str(row.commitment_id or ""),
    }
    promised = commitments.board(
        access.visible_commitments(request.member), committee=held.committee, open_only=False
    )
    form = PointForm(
        request.POST or None,
        agreements=visible_agreements(request.member),
        commitments=promised,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(by=request.member, point=row, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The point was changed."))
            return redirect(held)
    may = policies.can_arrange(held, by=request.member)
    context = {
        "session": held, "committee": held.committee, "point": row, "form": form, "may": may,
    }  # fmt: skip
    return render(request, "committees/point.html", context)


@require_POST
def move(request, committee_id, session_id, point_id):
    """One place up or down, or off the agenda."""
    held = access.get_session_or_404(request.member, committee_id, session_id)
    row = access.get_point_or_404(held, point_id)
    try:
        if request.POST.get("do") == "remove":
            actions.remove(by=request.member, point=row)
        else:
            actions.move(by=request.member, point=row, up=request.POST.get("do") == "up")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("committees:agenda", held.committee_id, held.pk)
