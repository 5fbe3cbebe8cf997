from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.cases import access as cases
from amparo.cases import policies as case_policies
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.access import confirmation_required_to_look, confirmed_recently
from amparo.referrals.access import conference as access
from amparo.referrals.actions import conference as actions
from amparo.referrals.enums.conference import Said
from amparo.referrals.forms.conference import AnswerForm, BringForm
from amparo.referrals.forms.referral import USUAL
from amparo.referrals.policies import conference as policies
from amparo.referrals.queries import conference as queries
from amparo.referrals.queries import paper


@require_http_methods(["GET", "HEAD", "POST"])
def conference(request, case_id):
    """Before which committee this case was brought, what came of it, and before which it can be."""
    case = cases.open_case(request.member, case_id, page="conference")
    if request.POST.get("step") == "take_back":
        held = access.conference_or_404(case, request.POST.get("conference", ""))
        actions.take_back(by=request.member, conference=held)
        messages.success(request, _("Taken off the table, for all."))
        return redirect(held)
    sittings = queries.sittings(case, on=clock.today())
    form = BringForm(request.POST or None, sessions=[each.session for each in sittings])
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.bring(by=request.member, case=case, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Brought. Until the session opens, the code is seen here alone.")
            )
            return redirect(made)
    may = case_policies.can_record(case, by=request.member)
    context = {
        "case": case,
        "held": [(each, lines(request, each)) for each in queries.of_case(case)],
        "sittings": sittings,
        "form": form,
        "may_bring": may and policies.may_stand(case, standing=access.standing_of(case)),
        "may_record": may,
        "usual": USUAL,
    }
    return render(request, "referrals/conference.html", context)


def lines(request, held):
    """Who hears it and what they say; to an offer, the services to which she can be referred."""
    return [(each, offered(request, each)) for each in held.hearers.all()]


def offered(request, row):
    if row.said != Said.OFFERS:
        return []
    found = queries.services_of(request.member, row, now=clock.now())
    return [(each, paper.likely_of(each)) for each in found]


@confirmation_required_to_look
def table(request, session_id):
    """What lies before this table, by code, while the session is open; and our answers."""
    session = access.table_or_404(request.member, session_id)
    typed = {}
    if request.method == "POST":
        row = access.heard_or_404(request.member, session, request.POST.get("row", ""))
        form = typed[row.pk] = form_of(row, request.POST)
        if form.is_valid():
            actions.answer(by=request.member, session=session, row=row, **form.answer())
            messages.success(request, _("Answered."))
            return redirect("referrals:table", session_id=session.pk)
    # What comes back wrong shows nothing that she has not confirmed to read.
    shown = confirmed_recently(request)
    rows = access.look(request.member, session) if shown else []
    context = {
        "session": session,
        "committee": session.committee,
        "shown": shown,
        "rows": [(row, typed.get(row.pk) or form_of(row)) for row in rows],
    }
    return render(request, "referrals/conference_table.html", context)


def form_of(row, sent=None):
    said = f"{row.said}:{row.offers}" if row.offers else row.said
    need = row.conference.table.needs
    return AnswerForm(sent, need=need, initial={"said": said}, auto_id=f"%s-{row.pk}")
