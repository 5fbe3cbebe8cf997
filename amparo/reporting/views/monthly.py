from django.shortcuts import render

from amparo.core import clock
from amparo.reporting.policies import reports as policies
from amparo.reporting.views import asking


def monthly(request):
    """One month on one page, in exact numbers, for whoever may see them."""
    opened = asking.read(request)
    report = asking.composed(request, opened.asked)
    today = clock.today()
    context = {
        "form": opened.form,
        "month": opened.month,
        "query": opened.query,
        "asked": opened.asked,
        "report": report,
        "linked": _linked(request.member, report),
        "is_over": opened.month.last < today,
        "may_take_out": policies.can_take_out(opened.asked, by=request.member, today=today),
        "may_keep_template": policies.can_keep_template(by=request.member),
    }
    return render(request, "reporting/monthly.html", context)


# Lists of cases and journeys.
OF_CASES = ("cases:", "journeys:")


def _linked(member, report):
    """The figures whose list she may open: cases open to few."""
    return [
        line.figure.code
        for line in report.lines
        if line.figure.page and (member.opens_cases or not line.figure.page.startswith(OF_CASES))
    ]
