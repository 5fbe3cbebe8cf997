from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.committees import access
from amparo.committees.actions import resolutions as actions
from amparo.committees.forms.resolution import ResolutionForm, ResolveForm, StrikeForm
from amparo.committees.policies import resolution as policies
from amparo.committees.queries import sessions as queries
from amparo.committees.views.session import ill
from amparo.core.decisions import Refused
from amparo.organisations.queries import organisation as organisations

COPIED = ("text", "in_favour", "against", "abstained")
PROMISE = ("owner", "promise", "due_on")


def resolve(request, committee_id, session_id):
    """What is resolved, by how many votes, and what somebody promised by it."""
    held = access.get_session_or_404(request.member, committee_id, session_id)
    points = list(queries.points(held))
    form = ResolveForm(
        request.POST or None,
        points=points,
        lines=held.committee.lines.all(),
        initial={"point": request.GET.get("point", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = _resolved(request, held, dict(form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Resolved, under number %(number)s.") % {"number": row.shown}
            messages.success(request, said)
            return redirect(held)
    quorum = queries.quorum(held)
    context = {
        "session": held,
        "committee": held.committee,
        "form": form,
        "quorum": quorum,
        "ill": [(point, words) for point in points if (words := ill(point, held))],
        "offered": organisations.offered(),
        "may": policies.can_resolve(held, by=request.member, quorum=quorum.reached),
    }
    return render(request, "committees/resolve.html", context)


def _resolved(request, held, typed):
    owner, words, due_on = (typed.pop(name) for name in PROMISE)
    with transaction.atomic():
        unanimous = request.POST.get("do") == "unanimous"
        row = actions.resolve(by=request.member, session=held, unanimous=unanimous, **typed)
        if owner is not None:
            promised = {"text": words or row.text, "owner": owner, "due_on": due_on}
            actions.promise(by=request.member, resolution=row, **promised)
    return row


def resolution(request, committee_id, session_id, resolution_id):
    """Put it right while the session lasts, or strike it."""
    held = access.get_session_or_404(request.member, committee_id, session_id)
    row = access.get_resolution_or_404(held, resolution_id)
    initial = {name: getattr(row, name) for name in COPIED}
    initial |= {"point": str(row.point_id or ""), "line": str(row.line_id or "")}
    choices = {"points": queries.points(held), "lines": held.committee.lines.all()}
    form, strike = ResolutionForm(initial=initial, **choices), StrikeForm()
    if request.method == "POST":
        striking = request.POST.get("do") == "strike"
        sent = StrikeForm(request.POST) if striking else ResolutionForm(request.POST, **choices)
        if sent.is_valid():
            act = actions.strike if striking else actions.correct
            try:
                act(by=request.member, resolution=row, **sent.cleaned_data)
            except Refused as refusal:
                sent.add_error(None, str(refusal))
            else:
                struck = _("Struck out. Its number stays empty.")
                messages.success(request, struck if striking else _("Put right."))
                return redirect(held)
        form, strike = (form, sent) if striking else (sent, strike)
    context = {
        "session": held,
        "committee": held.committee,
        "resolution": row,
        "form": form,
        "strike": strike,
        "may": policies.can_correct(row, by=request.member),
    }
    return render(request, "committees/resolution.html", context)
