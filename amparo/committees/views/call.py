from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.committees import access
from amparo.committees.actions import sessions as actions
from amparo.committees.enums import SessionKind
from amparo.committees.forms.session import CallForm, SessionForm
from amparo.committees.policies import committee as committees
from amparo.committees.policies import session as policies
from amparo.committees.queries import plan
from amparo.core import clock
from amparo.core.decisions import Refused

COPIED = ("kind", "on", "starts_at", "place", "link")


def call(request, committee_id):
    """Call a session, with its agenda."""
    committee = access.get_committee_or_404(request.member, committee_id)
    late = list(plan.before_the_chair(committee, on=clock.today()))
    usual = (
        _("Attendance and quorum"),
        _("Approval of the agenda"),
        _("Follow-up of commitments"),
        _("Other business"),
    )
    initial = {
        "kind": SessionKind.ORDINARY,
        "points": "\n".join(usual),
        "about": [str(each.pk) for each in late],
    }
    form = CallForm(request.POST or None, late=late, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.call(by=request.member, committee=committee, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("place", str(refusal))
        else:
            _warn(request, held, committee)
            messages.success(request, _("The session was called. Send the letter to who sits."))
            return redirect(held)
    may = committees.can_change(committee, by=request.member)
    context = {"committee": committee, "form": form, "may": may}
    return render(request, "committees/call.html", context)


def change(request, committee_id, session_id):
    """Another day, hour or place."""
    held = access.get_session_or_404(request.member, committee_id, session_id)
    initial = {name: getattr(held, name) for name in COPIED}
    form = SessionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.change(by=request.member, session=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("place", str(refusal))
        else:
            _warn(request, held, held.committee)
            messages.success(request, _("The session was changed. Send the letter again."))
            return redirect(held)
    may = policies.can_change(held, by=request.member)
    context = {"committee": held.committee, "session": held, "form": form, "may": may}
    return render(request, "committees/call.html", context)


def _warn(request, held, committee):
    kept = policies.notice_is_kept(held, days=committee.notice_days)
    if not kept:
        messages.warning(request, kept.reason)
