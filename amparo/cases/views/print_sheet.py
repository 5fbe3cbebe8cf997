from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from amparo import audit
from amparo.cases import access, queries, sections
from amparo.core import clock
from amparo.people import policies, sheet_pdf
from amparo.people import queries as people
from amparo.people.access import confirmation_required
from amparo.people.models import Person
from amparo.people.queries import contact as queries_contact

# Neutral on a shared desktop: the name of a file says nothing of whom it is about.
FILE_NAME = "documento.pdf"
# How much of each text stands on the sheet: as much as fits, and then less and less.
CUTS = [
    {"note": 500, "step": 200, "line": 200, "rows": ":5", "most": 5},
    {"note": 250, "step": 120, "line": 110, "rows": ":3", "most": 3},
    {"note": 120, "step": 80, "line": 80, "rows": ":2", "most": 2},
    {"note": 80, "step": 60, "line": 70, "rows": ":1", "most": 1},
]


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
    context = contents(request, case, identity)
    if not as_pdf:
        return render(request, "cases/print.html", context | {"cut": CUTS[3 if identity else 2]})
    sheets = [
        render_to_string("cases/print.html", context | {"cut": cut}, request=request)
        for cut in CUTS
    ]
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    pdf = sheet_pdf.first_on_one_page(sheets)
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def contents(request, case, identity):
    consents = people.consent_lines(case.person, on=clock.today())
    return {
        "case": case,
        "person": case.person,
        "contact": queries_contact.answer_of(case.person),
        "identity": identity,
        "is_minor": queries.was_minor(case.person, None) is True,
        "birth": queries.birth_words(case.person) if identity else "",
        "team": queries.team_of(case),
        "events": queries.event_lines(case),
        "documents": queries.number_of_documents(case),
        "live": [line for line in consents if line.is_live],
        "sections": sections.sections(request.member, case),
    } | queries.person_words(case.person)
