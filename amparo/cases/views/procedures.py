from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases import procedures as held
from amparo.cases.enums import YesNo
from amparo.people import sheet_pdf

# Neutral on a shared desktop, as every paper of a case is.
FILE_NAME = "formulario.pdf"


def procedures(request):
    """The register of procedures: every version, where it comes from, what is to be verified."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    counts = request.member.may(Permission.OPEN_AGENCY_CASES)
    context = {"procedures": held.every(), "counts": counts}
    return render(request, "cases/screening/procedures.html", context)


def procedure(request, key):
    """One version, question by question."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    return render(request, "cases/screening/procedure.html", {"procedure": found(key)})


def paper(request, key):
    """The same questions on paper: blank, about nobody, with the version on every sheet."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    one = found(key)
    if not one.is_loaded:
        raise Http404
    context = {"procedure": one, "answers": YesNo.choices}
    html = render_to_string("cases/screening/paper.html", context, request=request)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(sheet_pdf.sheets(html), content_type="application/pdf", headers=headers)


def found(key):
    one = held.get(key)
    if one is None:
        raise Http404
    return one
