from django.shortcuts import render
from django.views.decorators.http import require_safe

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.journeys.queries import tracing as queries


@require_safe
def matches(request):
    """Claims that may be about somebody in her cases: number, how alike, what comes next."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    lines = queries.waits(request.member)
    audit.record("matches_listed", by=request.member, detail={"number": len(lines)})
    return render(request, "journeys/matches.html", {"lines": lines})
