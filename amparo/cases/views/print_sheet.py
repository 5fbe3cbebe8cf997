from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from amparo import audit
from amparo.cases import access, queries, sections, sheet_pdf
from amparo.core import clock
from amparo.people import policies
from amparo.people import queries as people
from amparo.people.access import confirmation_required
from amparo.people.models import Person

# Neutral on a shared desktop: the name of a file says nothing of whom it is about.
FILE_NAME = "documento.pdf"


def sheet(request, case_id):
    """One page of paper without a name on it."""
    case = access.open_case(request.member, case_id, page="print")
    return answer(request, case, identity=False)


@confirmation_required
def with_identity(request, case_id):
    """One page of paper with name and contacts: an export, confirmed and logged as such."""
    case = access.open_case(request.member, case_id, page="print_identity")
    policies.can_reveal(case.person, by=request.member).or_refuse()
    fields = Person.Privacy.identifying
    audit.record("identity_revealed", by=request.member, about=case.person, fields=fields)
    return answer(request, case, identity=True)


def answer(request, case, *, identity):
    as_pdf = request.GET.get("as") == "pdf"
    detail = {"identity": identity, "form": "pdf" if as_pdf else "page"}
    audit.record("case_printed", by=request.member, about=case, detail=detail)
    consents = people.consent_lines(case.person, on=clock.today())
    context = {
        "case": case,
        "person": case.person,
        "identity": identity,
        "team": queries.team_of(case),
        "events": queries.event_lines(case),
        "live": [line for line in consents if line.is_live],
        "sections": sections.sections(request.member, case),
        "birth": queries.birth_words(case.person) if identity else "",
    } | queries.person_words(case.person)
    if not as_pdf:
        return render(request, "cases/print.html", context)
    html = render_to_string("cases/print.html", context, request=request)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(sheet_pdf.pdf(html), content_type="application/pdf", headers=headers)
