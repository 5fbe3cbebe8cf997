from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases import deadlines
from amparo.cases.access import rights as access
from amparo.cases.actions import rights as actions
from amparo.cases.forms.case import NumberForm
from amparo.cases.forms.rights import YES, AnswerForm, CopyForm, RequestForm
from amparo.cases.policies import rights as policies
from amparo.cases.queries import rights as queries
from amparo.cases.queries import what_we_hold
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import notice, sheet_pdf

# Neutral on a shared desktop or telephone.
FILE_NAME = "documento.pdf"


def rights(request, case_id):
    """What she may ask of us, what she asked, and the paper to take with her."""
    case = access.open_rights(request.member, case_id, page="rights")
    form = RequestForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        actions.take_request(by=request.member, case=case, **form.cleaned_data)
        messages.success(request, _("Her request is noted. The day to answer it stands below."))
        return redirect("cases:rights", case_id=case.pk)
    return page(request, case, form=form)


def page(request, case, *, form, answer=(None, None)):
    wrong, typed = answer
    lines = [
        (each, typed if each.pk == wrong else AnswerForm(prefix=prefix(each)))
        for each in queries.requests_of(case)
    ]
    context = {
        "case": case,
        "lines": lines,
        "form": form,
        "copy_form": CopyForm(),
        "rule": deadlines.ARCO,
        "today": clock.today(),
        "may_open_case": request.member.may(Permission.OPEN_CASES),
        "may_give": policies.can_give_copy(case, by=request.member),
    }
    return render(request, "cases/rights/rights.html", context)


@require_POST
def answer(request, case_id, request_id):
    """Say how a request ended, or give it more days."""
    case = access.open_rights(request.member, case_id, page="rights")
    asked = access.request_of(case, request_id)
    if request.POST.get("step") == "extend":
        actions.extend_request(by=request.member, request=asked)
        messages.success(request, _("She has to be told that it takes longer, and why."))
        return redirect("cases:rights", case_id=case.pk)
    form = AnswerForm(request.POST, prefix=prefix(asked))
    if not form.is_valid():
        fresh = RequestForm(initial={"received_on": clock.today()})
        return page(request, case, form=fresh, answer=(asked.pk, form))
    actions.answer_request(by=request.member, request=asked, **form.cleaned_data)
    messages.success(request, _("The answer is noted."))
    return redirect("cases:rights", case_id=case.pk)


@require_safe
def copy(request, case_id):
    """What is held about her and who saw it, or a card that says nothing, on screen or as PDF."""
    case = access.open_rights(request.member, case_id, page="copy")
    form = CopyForm(request.GET)
    if not form.is_valid():
        messages.error(request, _("First say how you know her, and ask whether a paper is safe."))
        return redirect("cases:rights", case_id=case.pk)
    safe, as_pdf = form.cleaned_data["safe"] == YES, request.GET.get("as") == "pdf"
    identity = form.cleaned_data["identity"]
    try:
        actions.give_copy(by=request.member, case=case, identity=identity, safe=safe, as_pdf=as_pdf)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("cases:rights", case_id=case.pk)
    if not safe:
        card = {"neutral_contact": notice.neutral_contact()}
        return answered(request, "cases/rights/card.html", card, as_pdf)
    person = case.person
    times, last = what_we_hold.copies(person)
    context = notice.controller() | {
        "case": case,
        "kinds": what_we_hold.kinds(person),
        "came_from": what_we_hold.came_from(person),
        "looks": what_we_hold.looks(person),
        "went": what_we_hold.went(person),
        "copies": times,
        "copied_last": last,
    }
    return answered(request, "cases/rights/copy.html", context, as_pdf)


def answered(request, template, context, as_pdf):
    if not as_pdf:
        return render(request, template, context)
    pdf = sheet_pdf.pages(render_to_string(template, context, request=request))
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def requests(request):
    """Every request to answer, for who answers for the records; and one by the number of a case."""
    agencies.may(request.member, Permission.ERASE_PEOPLE).or_refuse()
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = access.case_of_number(request.member, form.cleaned_data["number"])
        if case is not None:
            return redirect("cases:rights", case_id=case.pk)
        form.add_error(
            "number",
            _(
                "No case of yours bears this number. Compare it letter by letter with the paper: "
                "the last letter is a check."
            ),
        )
    found = access.requests_to_answer(request.member)
    context = {
        "form": form,
        "waiting": [each for each in found if each.is_open],
        "answered": [each for each in found if not each.is_open][:20],
        "today": clock.today(),
        "rule": deadlines.ARCO,
    }
    return render(request, "cases/rights/requests.html", context)


def prefix(asked):
    return f"answer-{asked.pk}"
