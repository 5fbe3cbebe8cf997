from django.shortcuts import render

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases import access
from amparo.cases.queries import due as queries_due
from amparo.cases.queries import due_number, retention
from amparo.core import clock


def due(request):
    """What is due in her cases, whichever subject it belongs to."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    cases = access.visible_cases(request.member)
    found = queries_due.due(cases, member=request.member, on=clock.today())
    audit.record("due_shown", by=request.member, detail={"cases": len(queries_due.cases_in(found))})
    consents_end = any(each.rule == "consent_ends" for each in found)
    member, answers = request.member, request.member.may(Permission.ERASE_PEOPLE)
    context = {
        "due": found,
        "cases": queries_due.by_case(found),
        "due_number": due_number.counted(request.session, len(found), on=clock.today()),
        "consents_end": consents_end,
        "files_end": retention.warned(member, today=clock.today()) if answers else 0,
        "acts_wait": retention.waiting_for(member) if answers else 0,
    }
    return render(request, "cases/due.html", context)
