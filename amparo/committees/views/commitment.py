from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo import audit
from amparo.agreements.access import visible_agreements
from amparo.agreements.wording import LIGHTS
from amparo.committees import access
from amparo.committees.actions import commitments as actions
from amparo.committees.enums import Fulfilment, Origin
from amparo.committees.forms.commitment import CommitmentForm, LeadForm, SettleForm
from amparo.committees.forms.plan import InLineForm
from amparo.committees.policies import commitment as policies
from amparo.committees.queries import commitments as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.organisations import papers
from amparo.organisations.queries import organisation as organisations
from amparo.taxonomy import vague


def write(request):
    """What an organisation said it would do."""
    committees = access.visible_committees(request.member).filter(ended_on__isnull=True)
    chosen = request.GET.get("committee", "")
    form = CommitmentForm(
        request.POST or None,
        committees=committees,
        initial={
            "origin": Origin.COMMITTEE, "committee": chosen, "made": str(clock.today()),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.write(by=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The commitment was written down."))
            return redirect(row)
    context = {
        "form": form,
        "offered": organisations.offered(),
        "may_keep": policies.can_keep(by=request.member),
    }
    return render(request, "committees/write.html", context)


@transaction.non_atomic_requests
def commitment(request, commitment_id):
    """One commitment: settle it with what shows it. Cleaning a paper takes seconds."""
    with transaction.atomic():
        row = access.get_commitment_or_404(request.member, commitment_id)
    may_keep = policies.can_keep(by=request.member)
    form = SettleForm()
    if request.method == "POST" and may_keep:
        form = SettleForm(request.POST, request.FILES)
        if form.is_valid() and _settled(request, row, form):
            return redirect(row)
    with transaction.atomic():
        light = queries.light_of(row, on=clock.today())
        context = {
            "commitment": row,
            "made": vague.display(row.made),
            "light": light,
            "tone": LIGHTS[light],
            "open": row.state == Fulfilment.OPEN,
            "opens_paper": access.with_paper(request.member).filter(pk=row.pk).exists(),
            "form": form,
            "lead": LeadForm(agreements=visible_agreements(request.member)),
            "in_line": _in_line(row),
            "may_keep": may_keep,
        }
        return render(request, "committees/commitment.html", context)


def _in_line(row):
    """Which line it may serve, where its committee has a plan."""
    lines = list(row.committee.lines.all()) if row.committee else []
    return InLineForm(lines=lines, initial={"line": str(row.line_id or "")}) if lines else None


def _settled(request, row, form):
    words, paper = form.cleaned_data["words"], form.cleaned_data["paper"]
    try:
        if request.POST.get("do") == "drop":
            actions.drop(by=request.member, commitment=row, why=words)
            messages.success(request, _("Dropped, with the reason."))
            return True
        content = {"content": paper.content, "file_type": paper.file_type} if paper else {}
        actions.settle(by=request.member, commitment=row, evidence=words, **content)
    except Refused as refusal:
        form.add_error("words", str(refusal))
        return False
    messages.success(request, _("Done, with what shows it."))
    return True


@require_POST
def lead_to(request, commitment_id):
    """Say that an agreement came of it."""
    row = access.get_commitment_or_404(request.member, commitment_id)
    form = LeadForm(request.POST, agreements=visible_agreements(request.member))
    if form.is_valid():
        try:
            actions.lead_to(by=request.member, commitment=row, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The two are joined."))
    else:
        messages.error(request, _("Choose an agreement. Nothing was joined."))
    return redirect(row)


def paper(request, commitment_id):
    row = access.get_commitment_with_paper_or_404(request.member, commitment_id)
    audit.record("commitment_paper_taken_out", by=request.member, about=row)
    return papers.answer(row.paper, name="constancia")
