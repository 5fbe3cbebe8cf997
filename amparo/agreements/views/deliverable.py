from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agreements import access
from amparo.agreements.actions import deliverables as actions
from amparo.agreements.enums import Delivery
from amparo.agreements.forms.deliverable import DeliverableForm, SettleForm
from amparo.agreements.policies import agreement as policies
from amparo.core.decisions import Refused
from amparo.organisations import papers
from amparo.taxonomy import vague


def promise(request, agreement_id):
    """What one party owes."""
    held = access.get_agreement_or_404(request.member, agreement_id)
    parties = held.parties.select_related("organisation")
    form = DeliverableForm(request.POST or None, parties=parties)
    if request.method == "POST" and form.is_valid():
        try:
            actions.promise(by=request.member, agreement=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down as promised."))
            return redirect(held)
    may_keep = policies.can_change(held, by=request.member)
    context = {"agreement": held, "form": form, "may_keep": may_keep}
    return render(request, "agreements/promise.html", context)


@transaction.non_atomic_requests
def deliverable(request, agreement_id, deliverable_id):
    """Accept what came, with what shows it; or call it off. Cleaning a paper takes seconds."""
    with transaction.atomic():
        row = access.get_deliverable_or_404(request.member, agreement_id, deliverable_id)
    may_keep = policies.can_keep(by=request.member)
    form = SettleForm()
    if request.method == "POST" and may_keep:
        form = SettleForm(request.POST, request.FILES)
        if form.is_valid() and _settled(request, row, form):
            return redirect(row.agreement)
    context = {
        "deliverable": row,
        "agreement": row.agreement,
        "due": vague.display(row.due),
        "open": row.state == Delivery.PROMISED,
        "form": form,
        "may_keep": may_keep,
    }
    with transaction.atomic():
        return render(request, "agreements/deliverable.html", context)


def _settled(request, row, form):
    words, paper = form.cleaned_data["words"], form.cleaned_data["paper"]
    try:
        if request.POST.get("do") == "off":
            actions.call_off(by=request.member, deliverable=row, why=words)
            messages.success(request, _("Called off."))
            return True
        content = {"content": paper.content, "file_type": paper.file_type} if paper else {}
        actions.accept(by=request.member, deliverable=row, evidence=words, **content)
    except Refused as refusal:
        form.add_error("words", str(refusal))
        return False
    messages.success(request, _("Accepted, with what shows it."))
    return True


def paper(request, agreement_id, deliverable_id):
    row = access.get_deliverable_or_404(request.member, agreement_id, deliverable_id, paper=True)
    audit.record("evidence_taken_out", by=request.member, about=row)
    return papers.answer(row.paper, name="constancia")
