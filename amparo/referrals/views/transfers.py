from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.access import visible_cases
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.access import confirmation_required_to_look, confirmed_recently
from amparo.referrals.access import transfer as access
from amparo.referrals.actions import transfer as actions
from amparo.referrals.enums.transfer import TransferState
from amparo.referrals.forms.transfer import AcceptForm, RefuseForm
from amparo.referrals.policies import transfer as policies
from amparo.referrals.queries import transfer as queries

PAGE = 25


def transfers(request):
    """What waits for her yes or her answer, and what her agency gave away: to whom and when."""
    if not request.member.may(Permission.OVERRIDE_CONSENT):
        agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    waiting = queries.waits_for(request.member)
    page = Paginator(access.given(request.member), PAGE).get_page(request.GET.get("page"))
    audit.record("transfers_listed", by=request.member, detail={"number": len(waiting)})
    lines = [(each, access.reads(request.member, each)) for each in waiting]
    return render(request, "referrals/transfers.html", {"waiting": lines, "page": page})


@confirmation_required_to_look
def transfer_one(request, transfer_id):
    """One that waits for her: confirmed in the agency that gives, accepted or refused in the one
    that takes. It shows coded facts, as far as these may go, and nobody's name."""
    held = access.waiting_or_404(request.member, transfer_id)
    step = request.POST.get("step", "")
    forms = forms_for(request, held, step)
    if step == "confirm":
        return redirect(*confirmed(request, held))
    if step == "accept" and forms["accept"].is_valid():
        case = accepted(request, held, forms["accept"])
        if case is not None:
            return redirect(case if opens(request.member, case) else "referrals:transfers")
    if step == "refuse" and forms["refuse"].is_valid():
        actions.refuse(by=request.member, transfer=held, **forms["refuse"].cleaned_data)
        messages.success(request, _("Refused. The case stays with the agency that holds it."))
        return redirect("referrals:transfers")
    return render(request, "referrals/transfer_one.html", context(request, held, forms))


def forms_for(request, held, step):
    members = queries.who_could_answer_for_it(request.member)
    return {
        "accept": AcceptForm(request.POST if step == "accept" else None, members=members),
        "refuse": RefuseForm(request.POST if step == "refuse" else None),
    }


def confirmed(request, held):
    """Where she goes on: what changed since it was proposed is said beside the transfer."""
    try:
        actions.confirm(by=request.member, transfer=held)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return "referrals:transfer_one", held.pk
    messages.success(request, _("Confirmed. Now the other agency takes it, or not."))
    return ("referrals:transfers",)


def accepted(request, held, form):
    try:
        case = actions.accept(by=request.member, transfer=held, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Accepted. From now on this case is of your agency."))
    return case


def opens(member, case):
    return visible_cases(member).filter(pk=case.pk).exists()


def context(request, held, forms):
    ours = held.state == TransferState.PROPOSED
    reads = access.reads(request.member, held)
    # What comes back wrong shows nothing that she has not confirmed to read.
    shown = confirmed_recently(request)
    return {
        "transfer": held,
        "gives": ours,
        "reads": reads,
        "shown": shown,
        "opens": ours and reads,
        "facts": queries.preview(held, on=clock.today()) if reads and shown else [],
        "blocks": queries.rows(held, on=clock.today()) if ours else [],
        "may_confirm": ours and policies.may_confirm(held, by=request.member),
        "may_answer": not ours and policies.may_answer(held, by=request.member),
        "accept": forms["accept"],
        "refuse": forms["refuse"],
    }
