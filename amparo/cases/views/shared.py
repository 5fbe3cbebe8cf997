from django.shortcuts import render

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.access import disclosure as doors
from amparo.cases.queries import disclosure as queries
from amparo.core import clock
from amparo.people.access import confirmation_required


def shared(request):
    """What other agencies opened to this one: numbers and blocks, nothing of what they hold."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    lines = queries.opened_to(request.member.agency, on=clock.today())
    detail = {"number": len(lines)}
    audit.record("shared_list_shown", by=request.member, detail=detail)
    return render(request, "cases/disclosure/shared.html", {"lines": lines})


@confirmation_required
def shared_one(request, disclosure_id):
    """Exactly the blocks that were opened, as they stand now; never the case."""
    held, opened = doors.open_shared_or_404(request.member, disclosure_id)
    context = {
        "disclosure": held,
        "agency": held.case.agency,
        "packages": queries.package(held, opened),
        "readers": queries.readers_of(held, request.member.agency),
    }
    return render(request, "cases/disclosure/shared_one.html", context)
