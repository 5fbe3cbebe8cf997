from django.shortcuts import render

from amparo.assistance.queries import needs as queries
from amparo.cases import access, policies


def needs(request, case_id):
    """What she needs, and what changed since she was asked before."""
    case = access.open_case(request.member, case_id, page="needs")
    found = queries.assessments(case)
    context = {
        "case": case,
        "assessments": found,
        "lines": queries.lines(found),
        "newest": found[-1] if found else None,
        "may_record": policies.can_record(case, by=request.member),
    }
    return render(request, "assistance/needs/needs.html", context)
