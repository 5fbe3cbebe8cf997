from django.http import Http404
from django.shortcuts import render

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.cases import access
from amparo.cases.queries import same


def duplicates(request):
    """Records of an agency that may be about one person: its coordinator compares them."""
    member = request.member
    if not member.may(Permission.OPEN_AGENCY_CASES):
        raise Http404
    cases = access.visible_cases(member).filter(agency_id=member.agency_id)
    pairs, older = same.to_compare(cases, member=member, after=request.GET.get("after", ""))
    audit.record("duplicates_shown", by=member, detail={"pairs": len(pairs)})
    return render(request, "cases/same/duplicates.html", {"pairs": pairs, "older": older})
