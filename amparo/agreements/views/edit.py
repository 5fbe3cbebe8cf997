from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agreements import access
from amparo.agreements.actions import agreements as actions
from amparo.agreements.forms.agreement import AgreementForm, ClauseForm
from amparo.agreements.policies import agreement as policies
from amparo.core.decisions import Refused

COPIED = (
    "title", "kind", "purpose", "forms", "place", "signed", "starts", "ends", "ceremony_place",
)  # fmt: skip


def record(request):
    """A new agreement."""
    earlier = access.visible_agreements(request.member).exclude(signed="")
    form = AgreementForm(request.POST or None, earlier=earlier)
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.record(by=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The agreement was recorded. Now say who its parties are."))
            return redirect("agreements:parties", agreement_id=held.pk)
    may_keep = policies.can_keep(by=request.member)
    return render(request, "agreements/edit.html", {"form": form, "may_keep": may_keep})


def edit(request, agreement_id):
    """What was recorded wrongly, or was not known."""
    held = access.get_agreement_or_404(request.member, agreement_id)
    earlier = access.visible_agreements(request.member).exclude(signed="").exclude(pk=held.pk)
    initial = {name: getattr(held, name) for name in COPIED} | {"renews": str(held.renews_id or "")}
    form = AgreementForm(request.POST or None, earlier=earlier, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(by=request.member, agreement=held, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The agreement was changed."))
            return redirect(held)
    may_keep = policies.can_change(held, by=request.member)
    context = {"form": form, "agreement": held, "may_keep": may_keep}
    return render(request, "agreements/edit.html", context)


def clause(request, agreement_id):
    """A clause in its words."""
    held = access.get_agreement_or_404(request.member, agreement_id)
    last = held.clauses.last()
    form = ClauseForm(request.POST or None, initial={"number": last.number + 1 if last else 1})
    if request.method == "POST" and form.is_valid():
        actions.write_clause(by=request.member, agreement=held, **form.cleaned_data)
        messages.success(request, _("The clause was written down."))
        return redirect(held)
    may_keep = policies.can_change(held, by=request.member)
    context = {
        "form": form, "agreement": held, "may_keep": may_keep, "clauses": held.clauses.all(),
    }  # fmt: skip
    return render(request, "agreements/clause.html", context)
