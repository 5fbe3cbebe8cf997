from django.http import Http404
from django.shortcuts import render

from amparo import audit as log
from amparo.agencies.policies import may
from amparo.agencies.roles import Permission
from amparo.people import policies
from amparo.site import audit_log


def audit(request):
    """The log, for who watches over it. Reading it is an event as well."""
    if not may(request.member, Permission.READ_AUDIT):
        raise Http404
    before, verb = request.GET.get("before", ""), request.GET.get("verb", "")
    known = audit_log.verbs(request.member)
    page = audit_log.page(
        request.member,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
        verb=verb if verb in known else "",
    )
    log.record("log_read", by=request.member, detail={"events": len(page.lines)})
    shown = {
        "page": page,
        "verbs": known,
        "verb": verb if verb in known else "",
        "sees_all": policies.answers_for_all(by=request.member),
    }
    return render(request, "site/audit.html", shown)
