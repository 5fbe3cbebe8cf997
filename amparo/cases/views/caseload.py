from django.shortcuts import render
from django.utils.http import urlencode

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies import queries as members
from amparo.agencies import waiting as waits
from amparo.agencies.roles import Permission
from amparo.cases import access, policies, queries

INTAKE = "intake"
STANDINGS = ("open", "closed", "all")


def caseload(request):
    """Her cases: number, her own label, next step and by when."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    standing = request.GET.get("show", "open")
    standing = standing if standing in STANDINGS else "open"
    size = _size(request.GET.get("size", ""))
    cases = access.visible_cases(request.member)
    page = queries.caseload(
        queries.standing(cases, standing),
        member=request.member,
        after=request.GET.get("after", ""),
        size=size,
    )
    audit.record("caseload_shown", by=request.member, detail={"cases": len(page.lines)})
    kept = {"show": standing} | ({"size": size} if size != queries.PAGE else {})
    context = {
        "page": page,
        "standing": standing,
        "is_first": "after" not in request.GET,
        "older": f"?{urlencode(kept | {'after': page.after})}" if page.after else "",
        "newest": f"?{urlencode(kept)}",
        "draft_of": members.drafted_at(request.member, INTAKE),
        "may_assign": request.member.may(Permission.ASSIGN_TEAM),
        "waiting": _waiting(request.member),
        "waits": waits.waiting_for(request.member, among_cases=True),
        "may_open": policies.can_open(request.member.agency, by=request.member),
    }
    return render(request, "cases/caseload.html", context)


def _waiting(member):
    return queries.count_waiting(member) if member.may(Permission.ASSIGN_TEAM) else 0


def _size(text):
    is_number = text.isdecimal() and len(text) < 9
    return min(int(text), queries.MOST) if is_number and int(text) else queries.PAGE
