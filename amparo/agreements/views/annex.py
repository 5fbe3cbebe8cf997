from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agreements import access
from amparo.agreements.actions import agreements as actions
from amparo.agreements.forms.agreement import AnnexForm
from amparo.agreements.policies import agreement as policies
from amparo.organisations import papers


@transaction.non_atomic_requests
def attach(request, agreement_id):
    """Keep a paper with an agreement. Cleaning it takes seconds, so no transaction waits."""
    with transaction.atomic():
        held = access.get_agreement_or_404(request.member, agreement_id)
    may_keep = policies.can_keep(by=request.member)
    form = AnnexForm()
    if request.method == "POST" and may_keep:
        form = AnnexForm(request.POST, request.FILES)
        if form.is_valid():
            paper, title = form.cleaned_data["paper"], form.cleaned_data["title"]
            actions.attach(
                by=request.member, agreement=held, title=title,
                content=paper.content, file_type=paper.file_type,
            )  # fmt: skip
            messages.success(request, _("The paper was cleaned, sealed and kept."))
            return redirect(held)
    context = {"agreement": held, "form": form, "may_keep": may_keep}
    with transaction.atomic():
        return render(request, "agreements/attach.html", context)


def take_out(request, agreement_id, annex_id):
    annex = access.get_annex_or_404(request.member, agreement_id, annex_id)
    audit.record("annex_taken_out", by=request.member, about=annex)
    return papers.answer(annex.paper, name="anexo")
