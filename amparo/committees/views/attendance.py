from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.committees import access
from amparo.committees.actions import sessions as actions
from amparo.committees.forms.session import RollForm
from amparo.committees.policies import session as policies
from amparo.committees.queries import sessions as queries
from amparo.core.decisions import Refused


def attendance(request, committee_id, session_id):
    """Who came for each seat. Saved again whenever somebody comes late or leaves."""
    held = access.get_session_or_404(request.member, committee_id, session_id)
    form = RollForm(request.POST or None, roll=queries.roll(held))
    if request.method == "POST" and form.is_valid():
        try:
            actions.attend(by=request.member, session=held, roll=form.came())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            quorum = queries.quorum(held)
            if quorum.reached:
                messages.success(request, _("Written down. There is quorum."))
            else:
                messages.warning(request, quorum.reached.reason)
            return redirect(held)
    context = {
        "session": held,
        "committee": held.committee,
        "form": form,
        "quorum": queries.quorum(held),
        "may": policies.can_attend(held, by=request.member),
    }
    return render(request, "committees/attendance.html", context)
