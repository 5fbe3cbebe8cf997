from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agreements.wording import LIGHTS
from amparo.committees import access
from amparo.committees.actions import plan as actions
from amparo.committees.forms.plan import InLineForm, LineForm
from amparo.committees.policies import committee as policies
from amparo.committees.queries import commitments
from amparo.committees.queries import plan as queries
from amparo.core import clock
from amparo.core.decisions import Refused


def plan(request, committee_id):
    """Commitments by line of action with their lights, and what goes before the chair."""
    held = access.get_committee_or_404(request.member, committee_id)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.draw(by=request.member, committee=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, _("The plan has one more line."))
            return redirect("committees:plan", held.pk)
    today = clock.today()
    promised = access.visible_commitments(request.member).filter(committee=held)
    strands = queries.by_line(held, promised, on=today)
    context = {
        "committee": held,
        "strands": [
            (strand, [(row, light, LIGHTS[light]) for row, light in strand.rows])
            for strand in strands
        ],
        "chair": queries.before_the_chair(held, on=today),
        "late": commitments.late_by_owner(promised, on=today),
        "form": form,
        "may_change": policies.can_change(held, by=request.member),
    }
    return render(request, "committees/plan.html", context)


@require_POST
def put_in_line(request, commitment_id):
    """Which line a commitment serves."""
    row = access.get_commitment_or_404(request.member, commitment_id)
    lines = row.committee.lines.all() if row.committee else []
    form = InLineForm(request.POST, lines=lines)
    if form.is_valid():
        try:
            actions.put_in_line(by=request.member, commitment=row, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Written down which line it serves."))
    return redirect(row)
