from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access, actions, policies
from amparo.cases.forms.case import CaseForm
from amparo.core.changes import ChangedMeanwhile


def edit(request, case_id):
    """Change what a case says: safety, next step, notes."""
    case = access.open_case(request.member, case_id, page="edit")
    if request.method == "POST":
        return handle_post(request, case)
    form = CaseForm.of(case)
    draft = members.draft(request.member, key(case))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return page(request, case, form, draft=draft)


def handle_post(request, case):
    form = CaseForm.of(case, request.POST)
    if not form.is_valid():
        return page(request, case, form)
    try:
        actions.revise(by=request.member, case=case, seen_version=form.version, **form.changes())
    except ChangedMeanwhile as clash:
        again = form.again(clash.held)
        return page(request, case, again, differences=form.beside(clash.held))
    member_actions.drop_draft(by=request.member, form=key(case))
    messages.success(request, _("The case was saved."))
    return redirect(case)


def key(case):
    return f"case:{case.pk}"


def page(request, case, form, *, draft=None, differences=()):
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "draft_key": key(case),
        "differences": differences,
        "may_record": policies.can_record(case, by=request.member),
    }
    return render(request, "cases/edit.html", context)
