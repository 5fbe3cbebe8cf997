from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.agencies import queries as agencies
from amparo.agencies.roles import Permission
from amparo.cases import access as cases
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.referrals.access import transfer as access
from amparo.referrals.actions import transfer as actions
from amparo.referrals.forms.transfer import ProposeForm
from amparo.referrals.models import Transfer
from amparo.referrals.policies import transfer as policies
from amparo.referrals.queries import transfer as queries


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request, case_id):
    """Give a case to another agency for good: what must be done first, what may go, and how it
    stands."""
    case = cases.open_case(request.member, case_id, page="transfer")
    pending = queries.pending(case)
    form = propose_form(request, case)
    if request.method == "POST" and "withdraw" in request.POST:
        if pending is None:
            messages.info(request, _("Nothing was changed."))
        else:
            actions.withdraw(by=request.member, transfer=pending)
            messages.success(request, _("Withdrawn. The case stays with your agency."))
        return redirect("referrals:transfer", case_id=case.pk)
    if request.method == "POST" and form.is_valid() and proposed(request, case, form):
        return redirect("referrals:transfer", case_id=case.pk)
    return render(request, "referrals/transfer.html", context(request, case, pending, form))


def propose_form(request, case):
    first = {"to": request.GET.get("to", "")}
    sent = request.POST if "propose" in request.POST else None
    form = ProposeForm(sent, agencies=agencies.beside(case.agency), initial=first)
    if not request.member.may(Permission.OVERRIDE_CONSENT):
        form.without_override()
    return form


def proposed(request, case, form):
    try:
        actions.propose(by=request.member, case=case, **form.facts())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, _("Proposed. Nothing goes: a second person of your agency confirms it first.")
    )
    return True


def context(request, case, pending, form):
    member, today = request.member, clock.today()
    standing = queries.standing(case)
    shown = pending
    # Before anything is proposed, what would go to the agency that was chosen.
    chosen = form.agencies.get(request.POST.get("to") or request.GET.get("to", ""))
    if shown is None and chosen is not None:
        shown = Transfer(
            case=case, from_agency=case.agency, to_agency=chosen, basis="consent",
            proposed_by=member,
        )  # fmt: skip
    return {
        "case": case,
        "form": form,
        "transfer": pending,
        "chosen": chosen,
        "rows": queries.rows(shown, on=today) if shown is not None else [],
        "by_two": shown is not None and shown.basis != "consent",
        "to_do": policies.to_do(standing),
        "history": [each for each in access.of_case(case) if not each.is_pending],
        "may_propose": policies.may_propose(
            case,
            by=member,
            responsible=queries.is_responsible(case, member),
            pending=pending is not None,
        )
        and policies.is_ready(standing),
        "may_override": member.may(Permission.OVERRIDE_CONSENT),
        "may_withdraw": pending is not None and policies.can_withdraw(pending, by=member),
        "may_confirm": pending is not None and policies.may_confirm(pending, by=member),
    }
