from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from amparo.cases import access as cases
from amparo.core.decisions import Refused
from amparo.journeys.access import reintegration as access
from amparo.journeys.actions import papers as actions
from amparo.journeys.forms.reintegration import CardForm, PromisesForm
from amparo.journeys.queries import papers as queries
from amparo.people import notice, sheet_pdf

# Neutral on a shared desktop or telephone.
FILE_NAME = "documento.pdf"


def card(request, case_id):
    """A card with one contact. What is typed for it goes on the paper and is kept nowhere."""
    case = cases.open_case(request.member, case_id, page="card")
    access.newest_or_404(case)
    form = CardForm(request.POST or None, initial={"phone": notice.neutral_contact()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        as_pdf = typed.pop("form_of") == "pdf"
        typed["safe"] = typed["safe"] == "yes"
        try:
            actions.make_card(by=request.member, case=case, as_pdf=as_pdf, **typed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return answered(request, "journeys/card_paper.html", typed, as_pdf)
    return render(request, "journeys/card.html", {"case": case, "form": form})


def promises(request, case_id):
    """What was promised to her, by whom, until when, in her language, on one page."""
    case = cases.open_case(request.member, case_id, page="promises")
    held = access.newest_or_404(case)
    form = PromisesForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        as_pdf, safe = typed["form_of"] == "pdf", typed["safe"] == "yes"
        try:
            actions.make_promises(by=request.member, case=case, safe=safe, as_pdf=as_pdf)
        except Refused as refusal:
            form.add_error("safe", str(refusal))
        else:
            with translation.override(typed["language"]):
                context = {"lines": queries.promised(held), "language": typed["language"]}
                return answered(request, "journeys/promises_paper.html", context, as_pdf)
    context = {"case": case, "form": form, "number": len(queries.promised(held))}
    return render(request, "journeys/promises.html", context)


def answered(request, template, context, as_pdf):
    if not as_pdf:
        return render(request, template, context)
    html = render_to_string(template, context, request=request)
    pdf = sheet_pdf.first_on_one_page([html, html])
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
