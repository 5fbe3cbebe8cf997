from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access
from amparo.cases.policies import children as policies
from amparo.cases.queries import children as queries
from amparo.cases.views.child_kinds import KINDS
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.people.access import (
    confirmation_required,
    confirmation_required_to_look,
    confirmed_recently,
)
from amparo.people.views.edit import ask_first


@confirmation_required
def child(request, case_id):
    """All that protects a child on one page: her age, who stands for her, what was decided."""
    case = opened(request, case_id, "child")
    context = {"case": case, "child": queries.child_of(case)}
    context["may_write"] = policies.can_write(case, by=request.member)
    return render(request, "cases/child/child.html", context)


@confirmation_required_to_look
def new(request, case_id, kind):
    """Write down one more thing about a child."""
    case = opened(request, case_id, "child")
    what = kind_of(kind)
    key = f"child-{kind}:{case.pk}"
    form = what.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            what.add(request.member, case, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return kept(request, case, key)
    draft = members.draft(request.member, key)
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return page(request, case, what, form, key, draft=draft)


@confirmation_required_to_look
def change(request, case_id, kind, row_id):
    """Change one of them: it was acknowledged, it ended, it is restored, he is a suspect."""
    case = opened(request, case_id, "child")
    what = kind_of(kind)
    held = what.find(case, row_id) if what.find else None
    if held is None:
        raise Http404
    key = f"child-{kind}:{held.pk}"
    form = what.form.of(held, request.POST or None)
    differences = ()
    if request.method == "POST" and form.is_valid():
        try:
            what.revise(request.member, held, form)
        except ChangedMeanwhile as clash:
            if not confirmed_recently(request):
                return ask_first(request, key)
            differences, form = form.beside(clash.held), form.again(clash.held)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return kept(request, case, key)
    draft = members.draft(request.member, key)
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return page(request, case, what, form, key, draft=draft, differences=differences)


def opened(request, case_id, name):
    case = access.open_case(request.member, case_id, page=name)
    policies.can_see(case, by=request.member).or_refuse()
    if request.method == "POST":
        policies.can_write(case, by=request.member).or_refuse()
    return case


def kind_of(kind):
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def kept(request, case, key):
    member_actions.drop_draft(by=request.member, form=key)
    messages.success(request, _("Written down and sealed with her record."))
    return redirect("cases:child", case_id=case.pk)


def page(request, case, what, form, key, *, draft, differences=()):
    context = {
        "case": case,
        "what": what,
        "form": form,
        "draft": draft,
        "draft_key": key,
        "differences": differences,
        "may_write": policies.can_write(case, by=request.member),
    }
    return render(request, "cases/child/record.html", context)
