from django.shortcuts import render

from amparo.assistance.enums.justice import Attachment
from amparo.assistance.queries import justice as queries
from amparo.cases import access
from amparo.cases.policies import can_record
from amparo.core import clock


def justice(request, case_id):
    """The investigation, the days that come, the register of victims, and who was told of her."""
    case = access.open_case(request.member, case_id, page="justice")
    held = queries.file_of(case)
    context = {
        "case": case,
        "file": held,
        "dates": queries.dates_of(case),
        "notices": queries.notices_of(case),
        "checklist": [(each.label, each.value in held.attachments) for each in Attachment],
        "today": clock.today(),
        "may_record": can_record(case, by=request.member),
    }
    return render(request, "assistance/justice/justice.html", context)
