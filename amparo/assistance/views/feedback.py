from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from amparo import audit
from amparo.assistance.actions import feedback as actions
from amparo.assistance.enums.feedback import Question, Said
from amparo.assistance.forms.feedback import HandOverForm, PapersForm, SheetForm
from amparo.assistance.policies import feedback as policies
from amparo.assistance.queries import feedback as queries
from amparo.core.decisions import Refused
from amparo.people import sheet_pdf

# Neutral on a shared desktop.
FILE_NAME = "preguntas.pdf"


def feedback(request):
    """Hand the telephone over. Its visit ends first: Back leads to nothing of ours."""
    if not policies.can_ask(by=request.member):
        raise Http404
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token = actions.hand_over(by=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            answer = redirect("asked:asked", token=token)
            answer["Clear-Site-Data"] = '"cache"'
            return answer
    may_read = policies.can_read(by=request.member)
    return render(
        request, "assistance/feedback/hand_over.html", {"form": form, "may_read": may_read}
    )


def sheet(request):
    """The same questions on paper, without name, number, date or house: she folds it into a box."""
    if not policies.can_ask(by=request.member):
        raise Http404
    form = SheetForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method != "POST" or not form.is_valid():
        return render(request, "assistance/feedback/sheet_ask.html", {"form": form})
    with translation.override(form.cleaned_data["language"]):
        context = {"box": form.cleaned_data["box"], "questions": Question, "answers": Said}
        content = sheet_pdf.sheets(render_to_string("assistance/feedback/sheet.html", context))
    audit.record("feedback_sheet_printed", by=request.member)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def sums(request):
    """Five answers or more, in sums; and a bundle of papers to add."""
    if not policies.can_read(by=request.member):
        raise Http404
    form = PapersForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.count_papers(by=request.member, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The papers were added up. Destroy them now."))
            return redirect("assistance:feedback_sums")
    audit.record("feedback_shown", by=request.member)
    context = {
        "form": form,
        "found": queries.shown(request.member.agency_id),
        "answers": [said.label for said in Said],
    }
    return render(request, "assistance/feedback/sums.html", context)
