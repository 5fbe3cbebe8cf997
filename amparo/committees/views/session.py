from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.committees import access, session_parts
from amparo.committees.actions import sessions as actions
from amparo.committees.enums import RanOut, SessionState
from amparo.committees.forms.session import HourForm, OffForm
from amparo.committees.policies import resolution as resolutions
from amparo.committees.policies import session as policies
from amparo.committees.queries import sessions as queries
from amparo.core import clock
from amparo.core.decisions import Refused


def session(request, committee_id, session_id):
    """One session: what comes next, its agenda, its quorum and what it resolved."""
    held = access.get_session_or_404(request.member, committee_id, session_id)
    off = OffForm()
    hour = HourForm(initial={"at": _hour(held)})
    if request.method == "POST":
        steps = {"begin": _begin, "close": _close, "off": _off}
        step = steps.get(request.POST.get("do", ""))
        form = OffForm(request.POST) if step == _off else HourForm(request.POST)
        if step and form.is_valid():
            try:
                return step(request, held, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
        off, hour = (form, hour) if step == _off else (off, form)
    by = request.member
    quorum = queries.quorum(held)
    context = {
        "session": held,
        "committee": held.committee,
        "points": [(point, ill(point, held)) for point in queries.points(held)],
        "quorum": quorum,
        "resolutions": queries.resolutions(held),
        "notice": policies.notice_is_kept(held, days=held.committee.notice_days),
        "hour": hour,
        "off": off,
        "may_open": policies.can_open(held, by=by, today=clock.today()),
        "may_arrange": policies.can_arrange(held, by=by),
        "may_attend": policies.can_attend(held, by=by),
        "may_change": policies.can_change(held, by=by),
        "may_resolve": resolutions.can_resolve(held, by=by, quorum=quorum.reached),
        "is_called": held.state == SessionState.CALLED,
        "is_open": held.state == SessionState.OPENED,
        "parts": session_parts.parts_of(by, held),
    }
    return render(request, "committees/session.html", context)


def ill(point, held):
    """How the agreement of a point stands ill on the day, in words; nothing where it stands."""
    found = resolutions.ran_out(point.agreement, on=held.on) if point.agreement else None
    return RanOut(found).label if found else ""


def _hour(held):
    """Now on its day, as called on another."""
    now = clock.now().astimezone(clock.programme_zone())
    on_its_day = held.on == now.date()
    return now.time().replace(second=0, microsecond=0) if on_its_day else held.starts_at


def _begin(request, held, *, at):
    actions.begin(by=request.member, session=held, at=at)
    messages.success(request, _("The session has begun. Say who came."))
    return redirect("committees:attendance", held.committee_id, held.pk)


def _close(request, held, *, at):
    actions.close(by=request.member, session=held, at=at)
    messages.success(request, _("Closed. The words of the minutes are fixed: print them to sign."))
    return redirect("committees:minutes", held.committee_id, held.pk)


def _off(request, held, *, why):
    actions.call_off(by=request.member, session=held, why=why)
    messages.success(request, _("Called off, with the reason."))
    return redirect(held)
