from amparo.audit.middleware import leaves_something
from amparo.core import clock
from amparo.projects.queries import money
from amparo.reporting import access
from amparo.reporting.actions import reports as actions
from amparo.reporting.pages import project, services
from amparo.reporting.views import one_page
from amparo.reporting.views.one_page import first


@leaves_something
def project_page(request, project_id):
    """What a project did, on one A4 for whoever pays for it."""
    held, today = access.get_project_or_404(request.member, project_id), clock.today()
    month, asked = project.asked_for(held, today=today)
    actions.take_out_project(by=request.member, asked=asked)

    def facts(rows):
        page = project.compose(held, today=today)
        given, spent = money.sums(page.lines[rows:])
        rest = {"rest_given": given, "rest_spent": spent, "rest_left": given - spent}
        chart = services.by_place(most=rows)
        found = {"page": page, "today": today, "chart": chart}
        return (
            found | rest | first("lines", page.lines, rows) | first("targets", page.targets, rows)
        )

    name = f"proyecto-{held.code}-{month.code}"
    return one_page.answer(request, "reporting/project_page.html", name, facts)
