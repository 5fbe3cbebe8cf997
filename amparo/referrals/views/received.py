from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.access import disclosure as doors
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.enums import Block
from amparo.referrals.access import referral as access
from amparo.referrals.actions import referral as actions
from amparo.referrals.enums import AnswerKind, ReferralState, Refusal
from amparo.referrals.forms.referral import AnswerForm, StateForm
from amparo.referrals.policies import referral as policies
from amparo.referrals.queries import referrals as queries


def received(request):
    """What other agencies sent to this one: number, from whom, since when. Nothing of her."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    form = StateForm(request.GET)
    wanted = form.cleaned_data["state"] if form.is_valid() else ""
    found = queries.in_state(access.received(request.member), wanted)
    page = queries.page_of(found, by_day="sent_at", after=request.GET.get("after", ""))
    older = f"?{urlencode({'state': wanted, 'after': page.after})}" if page.after else ""
    lines = queries.without_conflict(page.lines, request.member)
    audit.record("referrals_listed", by=request.member, detail={"number": len(lines)})
    context = {"form": form, "older": older, "lines": lines, "asked": wanted}
    return render(request, "referrals/received.html", context)


def received_one(request, referral_id):
    """One referral to this agency: accepted, refused with a reason, done, with feedback. What she
    needs stands there while something of her may be read, and not one day longer."""
    held = access.received_or_404(request.member, referral_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and "stop" in request.POST:
        actions.see_the_stop(by=request.member, referral=held)
        messages.success(request, _("Kept: your agency knows that it was stopped."))
        return redirect("referrals:received")
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(by=request.member, referral=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer was kept, and the other agency is told."))
            return redirect("referrals:received_one", referral_id=held.pk)
    may = {
        kind.value: policies.can_answer(
            held,
            by=request.member,
            kind=kind,
            refusal=Refusal.FULL if kind == AnswerKind.REFUSED else "",
        )
        for kind in AnswerKind
        if kind != AnswerKind.RECEIVED
    }
    closed = held.state == ReferralState.CLOSED
    opened = doors.opened_blocks(held.disclosure, on=clock.today())
    context = {
        "referral": held,
        "form": form,
        "may": may,
        "may_any": any(may.values()),
        "closed": closed,
        "opened": [Block(block).label for block in opened],
        "answers": [] if closed else queries.answers_of(held),
    }
    return render(request, "referrals/received_one.html", context)
