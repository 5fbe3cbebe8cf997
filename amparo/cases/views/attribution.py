from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.cases import access
from amparo.cases.queries import screening as queries
from amparo.taxonomy.queries import place_name


def attribution(request):
    """Who identified and who assists, in people, of the cases that open to her anyway."""
    if not request.member.may(Permission.OPEN_AGENCY_CASES):
        raise Http404
    found = queries.attribution(access.visible_cases(request.member))
    audit.record("attribution_shown", by=request.member)
    rows = [
        (place_name(code) if code else _("Country not recorded"), number)
        for code, number in found.identified_in.items()
    ]
    return render(request, "cases/screening/attribution.html", {"found": found, "rows": rows})
