from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from amparo.agencies.models import Member
from amparo.audit.middleware import leaves_something
from amparo.core import clock
from amparo.people import sheet_pdf
from amparo.reporting.actions import reports as actions
from amparo.reporting.views import asking, one_page

# So many lines of a long table fit beside the rest; the page on the screen has all of them.
ROWS = (14, 9, 5, 3)


@leaves_something
def sheet(request):
    """One page of A4, in the print that may leave the house."""
    opened = asking.read(request)
    actions.take_out(by=request.member, asked=opened.asked, kind="pdf")
    language = one_page.language_of(request)
    report = asking.composed(request, opened.asked)
    with translation.override(language):
        pages = [_page(request.member, opened, report, rows) for rows in ROWS]
        content = sheet_pdf.first_on_one_page(pages)
    project = f"-{opened.asked.project.code}" if opened.asked.project else ""
    answer = HttpResponse(content, content_type="application/pdf")
    name = one_page.plain(f"informe-{opened.month.code}{project}-{language}")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def _page(member: Member, opened, report, rows: int) -> str:
    context = {
        "report": report,
        "asked": opened.asked,
        "month": opened.month,
        "agency": member.agency,
        "today": clock.today(),
        "demonstration": settings.DEMONSTRATION,
        "spending": report.spending[:rows],
        "more_spending": max(0, len(report.spending) - rows),
        "targets": report.targets[:rows],
        "more_targets": max(0, len(report.targets) - rows),
    }
    return render_to_string("reporting/sheet.html", context)
