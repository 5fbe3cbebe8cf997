from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.assistance.forms.ledger import CURRENCIES
from amparo.cases import access as cases
from amparo.cases.policies import can_record
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.access import reintegration as access
from amparo.journeys.actions import grants as actions
from amparo.journeys.enums.grants import ProofState
from amparo.journeys.forms.grants import GrantForm, PaidForm, ProofForm, TrancheForm
from amparo.journeys.policies import reintegration as policies
from amparo.journeys.queries import grants as queries
from amparo.projects.queries import projects


def new(request, case_id):
    """Promise her money for a purpose, in tranches."""
    case = cases.open_case(request.member, case_id, page="grant")
    held, today = access.newest_or_404(case), clock.today()
    offered = projects.offered(case.agency, on=today)
    initial = {"promised_on": today, "currency": CURRENCIES[0]}
    form = GrantForm(request.POST or None, initial=initial, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.promise(by=request.member, reintegration=held, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The grant was written down. Nothing is paid yet."))
            return redirect("journeys:grant", case_id=case.pk, grant_id=made.pk)
    may = policies.can_write(held, by=request.member)
    context = {"case": case, "form": form, "may_write": may}
    return render(request, "journeys/grant_new.html", context)


def grant(request, case_id, grant_id):
    """One grant: what was paid, what shows how it was used, and what comes next."""
    case = cases.open_case(request.member, case_id, page="grant")
    held = access.grant_of(case, grant_id)
    forms = {"bring": proof_form(request, case), "add": added(request)}
    if request.method == "POST":
        do = request.POST.get("do", "")
        try:
            if handle(request, held, do, forms):
                return redirect("journeys:grant", case_id=case.pk, grant_id=held.pk)
        except Refused as refusal:
            if do not in forms:
                raise
            forms[do].add_error(None, str(refusal))
    line = queries.line(held, by=request.member)
    context = {
        "case": case,
        "line": line,
        "proof_form": forms["bring"],
        "add_form": forms["add"],
        "today": clock.today(),
        "may_write": policies.can_write(held.reintegration, by=request.member),
        "may_accept": can_record(case, by=request.member),
    }
    return render(request, "journeys/grant.html", context)


def proof_form(request, case):
    documents = list(case.documents.order_by("-number"))
    for each in documents:
        each.case = case
    typed = request.POST if request.POST.get("do") == "bring" else None
    return ProofForm(typed, documents=documents, initial={"seen_on": clock.today()})


def added(request):
    return TrancheForm(request.POST if request.POST.get("do") == "add" else None)


def handle(request, held, do, forms):
    """One thing at a time. Whether it was done, or has to be typed again."""
    by = request.member
    if do == "add":
        if not forms["add"].is_valid():
            return False
        actions.add_tranche(by=by, grant=held, part=forms["add"].part())
        messages.success(request, _("One more tranche was promised."))
        return True
    tranche = access.tranche_of(held, request.POST.get("tranche", ""))
    if do == "bring":
        if not forms["bring"].is_valid():
            return False
        actions.bring_proof(by=by, tranche=tranche, **forms["bring"].facts())
        messages.success(request, _("It waits for a second person now."))
    elif do == "pay":
        form = PaidForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(form.errors["paid_on"]))
            return True
        actions.pay(by=by, tranche=tranche, paid_on=form.cleaned_data["paid_on"])
        messages.success(request, _("The payment was written down, also in the ledger."))
    elif do == "let_go":
        actions.let_go(by=by, tranche=tranche, reason=request.POST.get("reason", "")[:1000])
        messages.success(request, _("The tranche was let go."))
    elif do in ("accept", "return"):
        proof = access.proof_of(tranche, request.POST.get("proof", ""))
        state = ProofState.ACCEPTED if do == "accept" else ProofState.RETURNED
        reason = request.POST.get("reason", "")[:1000]
        actions.answer_proof(by=by, proof=proof, state=state, reason=reason)
        messages.success(request, _("Your answer was kept."))
    return True
